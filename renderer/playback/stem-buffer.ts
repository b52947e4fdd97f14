/**
 * The samples that are at hand, of all stems, in pieces, and how a loop leads through them. It lives in the
 * thread of the sound.
 */
import { chunkFrames, chunkOf } from './chunk-plan.ts';
import type { LoopFrames } from './chunk-plan.ts';

/** [channel][frame] */
export type StemSamples = readonly Float32Array[];

export class StemBuffer {
  readonly stemCount: number;
  readonly lengthFrames: number;
  readonly #stems: Map<number, StemSamples>[];
  #loop: LoopFrames | null = null;

  constructor(stemCount: number, lengthFrames: number) {
    this.stemCount = stemCount;
    this.lengthFrames = lengthFrames;
    this.#stems = Array.from({ length: stemCount }, () => new Map<number, StemSamples>());
  }

  get loop(): LoopFrames | null {
    return this.#loop;
  }

  setLoop(loop: LoopFrames | null): void {
    this.#loop = loop !== null && loop.to - loop.from >= 64 ? loop : null;
  }

  put(stem: number, chunk: number, samples: StemSamples): void {
    this.#stems[stem]?.set(chunk, samples);
  }

  keep(chunks: readonly number[]): void {
    for (const stem of this.#stems) {
      for (const chunk of stem.keys()) if (!chunks.includes(chunk)) stem.delete(chunk);
    }
  }

  /** Where playing comes to from `frame` after `count` more frames. */
  forward(frame: number, count: number, isLooping: boolean): number {
    const end = frame + count;
    const loop = this.#loop;
    if (!isLooping || loop === null || end < loop.to) return end;
    return loop.from + ((end - loop.to) % (loop.to - loop.from));
  }

  /** Whether every stem has the next `count` frames as playing meets them; silence lies before and behind. */
  covers(frame: number, count: number, isLooping: boolean): boolean {
    for (let done = 0, at = frame; done < count;) {
      const run = this.#run(at, count - done, isLooping);
      const last = Math.min(at + run, this.lengthFrames) - 1;
      for (let chunk = chunkOf(at); last >= 0 && chunk <= chunkOf(last); chunk++) {
        if (this.#stems.some((stem) => !stem.has(chunk))) return false;
      }
      done += run;
      at = this.forward(at, run, isLooping);
    }
    return true;
  }

  /** The next `count` frames as playing meets them, where {@link covers} holds. @param channel the last one stands in for more */
  read(
    stem: number,
    channel: number,
    frame: number,
    isLooping: boolean,
    target: Float32Array,
    at: number,
    count: number,
  ): void {
    for (let done = 0, from = frame; done < count;) {
      const run = this.#run(from, count - done, isLooping);
      const chunk = chunkOf(from);
      const piece = Math.min(run, from < 0 ? -from : (chunk + 1) * chunkFrames - from);
      const samples = from < 0 ? undefined : this.#stems[stem]?.get(chunk);
      const source = samples?.[Math.min(channel, samples.length - 1)];
      for (let i = 0; i < piece; i++) target[at + done + i] = source?.[from - chunk * chunkFrames + i] ?? 0;
      done += piece;
      from = this.forward(from, piece, isLooping);
    }
  }

  /** Frames that lie in a row, at most `most`. */
  #run(frame: number, most: number, isLooping: boolean): number {
    return isLooping && this.#loop !== null && frame < this.#loop.to
      ? Math.min(most, this.#loop.to - frame)
      : most;
  }
}
