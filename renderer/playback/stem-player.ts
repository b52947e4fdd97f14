/** Plays stems in step within one AudioContext: fetches ahead, mixes, meters. */
import type { DivisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { wantedChunks } from './chunk-plan.ts';
import type { LoopFrames } from './chunk-plan.ts';
import type { FromPlayer, PlayerOptions, ToPlayer } from './player-messages.ts';
import { openStem } from './stem-source.ts';
import type { StemAddress, StemSource } from './stem-source.ts';
import { StemStrip } from './stem-strip.ts';
import workletUrl from './stem-player-worklet.ts?worker&url';

export type PlayerEvents = {
  onPosition(sec: number): void;
  onEnded(): void;
  onFailure(error: DivisiError): void;
};

export class StemPlayer {
  readonly strips: readonly StemStrip[];
  readonly master: StemStrip;
  readonly sampleRate: number;
  readonly #context: AudioContext;
  readonly #node: AudioWorkletNode;
  readonly #sources: readonly StemSource[];
  readonly #events: PlayerEvents;
  readonly #stop = new AbortController();
  readonly #lengthFrames: number;
  /** Chunks that are there or on their way, with how many stems they lack. */
  readonly #chunks = new Set<number>();
  #loop: LoopFrames | null = null;
  #position = 0;

  private constructor(context: AudioContext, sources: readonly StemSource[], events: PlayerEvents) {
    this.#context = context;
    this.#sources = sources;
    this.#events = events;
    this.sampleRate = context.sampleRate;
    this.#lengthFrames = Math.max(...sources.map(({ shape }) => shape.lengthFrames));
    const options: PlayerOptions = { stemCount: sources.length, lengthFrames: this.#lengthFrames };
    this.#node = new AudioWorkletNode(context, 'stem-player', {
      numberOfInputs: 0,
      numberOfOutputs: sources.length,
      outputChannelCount: sources.map(({ shape }) => Math.min(shape.channels, 2)),
      processorOptions: options,
    });
    this.#node.port.onmessage = ({ data }: MessageEvent<FromPlayer>) => this.#hear(data);
    this.master = new StemStrip(context, false);
    this.master.output.connect(context.destination);
    this.strips = sources.map(({ shape }, index) => {
      const strip = new StemStrip(context, shape.channels === 1);
      this.#node.connect(strip.input, index);
      strip.output.connect(this.master.input);
      return strip;
    });
    this.#fetchAhead();
  }

  /**
   * @param stems sounds of one rate, in the order of the strips; at least one
   * The context runs at the files' rate: the system resamples what its device cannot play.
   */
  static async open(stems: readonly StemAddress[], events: PlayerEvents): Promise<Result<StemPlayer>> {
    const signal = new AbortController().signal;
    const opened = await Promise.all(stems.map((stem) => openStem(stem, signal)));
    const sources: StemSource[] = [];
    for (const source of opened) {
      if (!source.ok) return err(source.error);
      sources.push(source.value);
    }
    const context = new AudioContext({
      sampleRate: sources[0]?.shape.sampleRate ?? 44_100,
      latencyHint: 'interactive',
    });
    await context.audioWorklet.addModule(workletUrl);
    return ok(new StemPlayer(context, sources, events));
  }

  get lengthSec(): number {
    return this.#lengthFrames / this.sampleRate;
  }

  /** Seconds from asking the context for a sound to hearing it. */
  get latencySec(): number {
    return this.#context.outputLatency || this.#context.baseLatency || 0;
  }

  async play(): Promise<void> {
    // Browsers let a page sound only from a gesture on.
    await this.#context.resume();
    this.#post({ kind: 'play' });
  }

  pause(): void {
    this.#post({ kind: 'pause' });
  }

  seek(sec: number): void {
    this.#position = Math.round(sec * this.sampleRate);
    this.#post({ kind: 'seek', frame: this.#position });
    this.#fetchAhead();
  }

  setLoop(loop: { readonly fromSec: number; readonly toSec: number } | null): void {
    const frames = (sec: number): number => Math.min(Math.round(sec * this.sampleRate), this.#lengthFrames);
    this.#loop = loop === null ? null : { from: frames(loop.fromSec), to: frames(loop.toSec) };
    this.#post({ kind: 'loop', loop: this.#loop });
    this.#fetchAhead();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#node.disconnect();
    await this.#context.close();
  }

  #hear(message: FromPlayer): void {
    if (message.kind === 'ended') return this.#events.onEnded();
    this.#position = message.frame;
    this.#fetchAhead();
    this.#events.onPosition(message.frame / this.sampleRate);
  }

  #fetchAhead(): void {
    const wanted = wantedChunks(this.#position, this.#lengthFrames, this.#loop);
    for (const chunk of this.#chunks) if (!wanted.includes(chunk)) this.#chunks.delete(chunk);
    this.#post({ kind: 'keep', chunks: wanted });
    for (const chunk of wanted) {
      if (this.#chunks.has(chunk)) continue;
      this.#chunks.add(chunk);
      void this.#fetchChunk(chunk);
    }
  }

  async #fetchChunk(chunk: number): Promise<void> {
    await Promise.all(
      this.#sources.map(async (source, stem) => {
        const samples = await source.fetchChunk(chunk, this.#stop.signal);
        if (samples.ok) {
          if (this.#chunks.has(chunk)) this.#post({ kind: 'chunk', stem, chunk, samples: samples.value });
        } else if (samples.error.code !== 'cancelled') {
          this.#chunks.delete(chunk);
          this.pause();
          this.#events.onFailure(samples.error);
        }
      }),
    );
  }

  #post(message: ToPlayer): void {
    const moved = message.kind === 'chunk' ? message.samples.map(({ buffer }) => buffer) : [];
    this.#node.port.postMessage(message, moved as ArrayBuffer[]);
  }
}
