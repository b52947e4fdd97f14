/**
 * The samples that are at hand, of all stems, and one position for them all: they sound in step, or not at
 * all. It runs in the thread of the sound, so it allocates nothing while it plays.
 */
import { chunkFrames, chunkOf } from './chunk-plan.ts';
import type { LoopFrames } from './chunk-plan.ts';

/** [channel][frame] */
export type StemSamples = readonly Float32Array[];

/** What a stretch of playing came to. */
export type RenderState = 'played' | 'starved' | 'ended';

export class StemBuffer {
  readonly #stems: Map<number, StemSamples>[];
  readonly #lengthFrames: number;
  #loop: LoopFrames | null = null;
  #position = 0;

  constructor(stemCount: number, lengthFrames: number) {
    this.#stems = Array.from({ length: stemCount }, () => new Map<number, StemSamples>());
    this.#lengthFrames = lengthFrames;
  }

  get position(): number {
    return this.#position;
  }

  get lengthFrames(): number {
    return this.#lengthFrames;
  }

  seek(frame: number): void {
    this.#position = Math.min(Math.max(Math.round(frame), 0), this.#lengthFrames);
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

  /**
   * Writes `frames` frames of every stem from the position on, and moves it. Where a single stem lacks its
   * samples, all of them rest, and the position stays.
   * @param outputs [stem][channel][frame], zeros before; a mono stem is written to every channel
   */
  render(outputs: readonly (readonly Float32Array[])[], frames: number): RenderState {
    for (let done = 0; done < frames;) {
      if (this.#position >= this.#lengthFrames) return 'ended';
      const chunk = chunkOf(this.#position);
      if (this.#stems.some((stem) => !stem.has(chunk))) return 'starved';
      const loop = this.#loop;
      const isInLoop = loop !== null && this.#position < loop.to;
      const end = Math.min(
        (chunk + 1) * chunkFrames,
        isInLoop ? loop.to : this.#lengthFrames,
        this.#lengthFrames,
      );
      const count = Math.min(end - this.#position, frames - done);
      this.#copy(outputs, chunk, done, count);
      this.#position += count;
      done += count;
      if (isInLoop && this.#position >= loop.to) this.#position = loop.from;
    }
    return 'played';
  }

  #copy(outputs: readonly (readonly Float32Array[])[], chunk: number, at: number, count: number): void {
    const from = this.#position - chunk * chunkFrames;
    for (let stem = 0; stem < this.#stems.length; stem++) {
      const samples = this.#stems[stem]!.get(chunk)!;
      const channels = outputs[stem] ?? [];
      for (let channel = 0; channel < channels.length; channel++) {
        const source = samples[Math.min(channel, samples.length - 1)];
        const target = channels[channel]!;
        if (source === undefined) continue;
        for (let frame = 0; frame < count; frame++) target[at + frame] = source[from + frame] ?? 0;
      }
    }
  }
}
