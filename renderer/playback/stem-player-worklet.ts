/** The thread of the sound: plays a {@link StemBuffer}, every stem on an output of its own. */
import type { FromPlayer, PlayerOptions, ToPlayer } from './player-messages.ts';
import { StemBuffer } from './stem-buffer.ts';

/** Blocks between two reports of the position: some 40 a second. */
const reportBlocks = 8;
/** Starting, stopping and seeking fade over this many frames, so that nothing clicks. */
const fadeFrames = 256;

class StemPlayer extends AudioWorkletProcessor {
  readonly #buffer: StemBuffer;
  #isPlaying = false;
  /** 0 silent .. 1 full; moves towards what is wanted. */
  #level = 0;
  #seekTo: number | null = null;
  #blocks = 0;

  constructor(options: { readonly processorOptions?: unknown }) {
    super();
    const { stemCount, lengthFrames } = options.processorOptions as PlayerOptions;
    this.#buffer = new StemBuffer(stemCount, lengthFrames);
    this.port.onmessage = ({ data }: MessageEvent<ToPlayer>) => this.#hear(data);
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const frames = outputs[0]?.[0]?.length ?? 128;
    const isFadingOut = !this.#isPlaying || this.#seekTo !== null;
    if (isFadingOut && this.#level === 0) this.#jump();
    if (!this.#isPlaying && this.#level === 0) return true;
    const state = this.#buffer.render(outputs, frames);
    this.#fade(outputs, frames, this.#seekTo === null && this.#isPlaying ? 1 : 0);
    if (state === 'ended') {
      this.#isPlaying = false;
      this.#level = 0;
      this.#say({ kind: 'ended' });
    }
    this.#blocks += 1;
    if (this.#blocks % reportBlocks === 0) this.#report(state === 'starved');
    return true;
  }

  #hear(message: ToPlayer): void {
    switch (message.kind) {
      case 'play':
        this.#isPlaying = true;
        break;
      case 'pause':
        this.#isPlaying = false;
        break;
      case 'seek':
        this.#seekTo = message.frame;
        if (this.#level === 0) this.#jump();
        break;
      case 'loop':
        this.#buffer.setLoop(message.loop);
        break;
      case 'chunk':
        this.#buffer.put(message.stem, message.chunk, message.samples);
        break;
      case 'keep':
        this.#buffer.keep(message.chunks);
        break;
    }
  }

  #jump(): void {
    if (this.#seekTo === null) return;
    this.#buffer.seek(this.#seekTo);
    this.#seekTo = null;
    this.#report(false);
  }

  #fade(outputs: Float32Array[][], frames: number, goal: 0 | 1): void {
    if (this.#level === goal) {
      if (goal === 0) for (const output of outputs) for (const channel of output) channel.fill(0);
      return;
    }
    const step = (goal === 1 ? 1 : -1) / fadeFrames;
    for (const output of outputs) {
      for (const channel of output) {
        for (let frame = 0; frame < frames; frame++) {
          channel[frame] = channel[frame]! * Math.min(Math.max(this.#level + step * (frame + 1), 0), 1);
        }
      }
    }
    this.#level = Math.min(Math.max(this.#level + step * frames, 0), 1);
  }

  #report(isStarved: boolean): void {
    this.#say({ kind: 'position', frame: this.#buffer.position, isStarved });
  }

  #say(message: FromPlayer): void {
    this.port.postMessage(message);
  }
}

registerProcessor('stem-player', StemPlayer);
