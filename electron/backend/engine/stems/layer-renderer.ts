/** One STFT of an excerpt, masked group by group and turned back into samples, block after block. */
import type { Recording } from '../audio/recording.ts';
import { OverlapAdd } from '../spectrum/overlap-add.ts';
import { defaultBlockFrames, StreamingStft } from '../spectrum/streaming-stft.ts';
import type { MaskLayer } from './stem-masks.ts';

export class LayerRenderer {
  readonly weight: number;
  readonly #layer: MaskLayer;
  readonly #stft: StreamingStft;
  readonly #blockFrames: number;
  /** [groups][channels] */
  readonly #inverses: readonly (readonly OverlapAdd[])[];
  #nextFrame = 0;

  /** @throws RangeError when the masks are not those of this excerpt and window. */
  constructor(excerpt: Recording, layer: MaskLayer) {
    const settings = { windowSamples: layer.windowSamples, hopSamples: layer.hopSamples };
    this.weight = layer.weight;
    this.#layer = layer;
    this.#stft = new StreamingStft(excerpt, settings);
    this.#blockFrames = defaultBlockFrames(settings);
    const { groupCount, frames, bins } = layer.masks;
    if (frames !== this.#stft.frames || bins !== this.#stft.bins) {
      throw new RangeError(
        `expected masks [groups, ${this.#stft.frames}, ${this.#stft.bins}], got [groups, ${frames}, ${bins}]`,
      );
    }
    this.#inverses = Array.from({ length: groupCount }, () =>
      Array.from({ length: excerpt.channels }, () => new OverlapAdd(settings, excerpt.lengthSamples)),
    );
  }

  /** Samples that are finished, from the start of the excerpt. */
  get finishedSamples(): number {
    return this.#inverses[0]?.[0]?.finishedSamples ?? 0;
  }

  /**
   * Renders the next block of frames.
   * @returns [groups][channels][samples] from the former `finishedSamples` on.
   */
  async advance(): Promise<Float32Array[][]> {
    const { masks } = this.#layer;
    const { bins } = this.#stft;
    const startFrame = this.#nextFrame;
    const frameCount = Math.min(this.#blockFrames, this.#stft.frames - startFrame);
    const spectra = await this.#stft.readFrames(startFrame, frameCount);
    const block = await masks.masksFor(startFrame, frameCount);
    if (block.length !== masks.groupCount * frameCount * bins) {
      throw new RangeError(
        `expected masks [${masks.groupCount}, ${frameCount}, ${bins}], got ${block.length} numbers`,
      );
    }
    this.#nextFrame += frameCount;
    const masked = new Float32Array(frameCount * bins * 2);
    return this.#inverses.map((channelInverses, group) => {
      const mask = block.subarray(group * frameCount * bins, (group + 1) * frameCount * bins);
      return channelInverses.map((inverse, channel) => {
        const spectrum = spectra[channel]!;
        for (let i = 0; i < mask.length; i++) {
          const share = mask[i]!;
          masked[2 * i] = spectrum[2 * i]! * share;
          masked[2 * i + 1] = spectrum[2 * i + 1]! * share;
        }
        return inverse.push(masked);
      });
    });
  }
}
