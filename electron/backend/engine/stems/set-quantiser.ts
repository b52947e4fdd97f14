/**
 * Rounds a set of stems to 16 or 24 bits such that their sum stays right: what one stem loses by rounding is
 * handed to the next one, at the same sample. The rounding error of the whole set is then that of its last
 * member alone, however many stems there are; and where the recording itself lies on the same grid, the set sums
 * to it exactly.
 *
 * Every member but the last gets triangular dither of its own. The last, the residual, gets none: the loss that
 * it inherits from the others already is such noise, and fresh noise would spoil the sum.
 * The price: the noise of each stem but the first is 3 dB above that of one dithered on its own.
 */
import { createRng } from '../../../../shared/std/rng.ts';
import type { Rng } from '../../../../shared/std/rng.ts';
import { fullScaleSteps, triangularNoise } from '../audio/wav-encoding.ts';
import type { WavEncoding } from '../../../../shared/export/wav-layout.ts';

export class SetQuantiser {
  readonly #steps: number;
  readonly #dither: readonly (readonly Rng[])[];

  /** @param encoding not 'float32', which has no grid. */
  constructor(encoding: Exclude<WavEncoding, 'float32'>, members: number, channels: number, seed: number) {
    this.#steps = fullScaleSteps(encoding);
    this.#dither = Array.from({ length: members - 1 }, (_, member) =>
      Array.from({ length: channels }, (_unused, channel) => createRng(seed, member * channels + channel)),
    );
  }

  /**
   * Moves [members][channels][samples] onto the grid, in place. A value beyond full scale is limited to it, and
   * what it loses goes to the next member like any other loss: the last one holds what no other could.
   * @returns how many values of members before the last were limited; those of the last stay beyond full scale,
   * for the writer to limit and count.
   */
  quantise(members: readonly (readonly Float32Array[])[]): number {
    const steps = this.#steps;
    const channels = members[0]?.length ?? 0;
    let limited = 0;
    for (let channel = 0; channel < channels; channel++) {
      const length = members[0]![channel]!.length;
      const carried = new Float64Array(length);
      members.forEach((member, index) => {
        const samples = member[channel]!;
        const rng = this.#dither[index]?.[channel];
        const isLast = index === members.length - 1;
        for (let i = 0; i < length; i++) {
          const wanted = samples[i]! * steps + carried[i]!;
          let rounded = Math.round(rng === undefined ? wanted : wanted + triangularNoise(rng));
          if (!isLast && (rounded > steps - 1 || rounded < -steps)) {
            if (wanted > steps - 1 || wanted < -steps) limited++;
            rounded = rounded < 0 ? -steps : steps - 1;
          }
          carried[i] = wanted - rounded;
          samples[i] = rounded / steps;
        }
      });
    }
    return limited;
  }
}
