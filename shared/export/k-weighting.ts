/**
 * The K-weighting of loudness measurement: a shelf for the head, then a high-pass.
 * @source ITU-R BS.1770-4, annex 1, tables 1 and 2, which hold for 48 kHz. Other rates: the analogue prototypes
 * behind those tables, transformed bilinearly (B. De Man, "Evaluation of implementations of the EBU R128 loudness
 * measurement", AES 145, 2018, gives their frequencies and qualities).
 */
type Biquad = { b0: number; b1: number; b2: number; a1: number; a2: number };

const shelf = { hz: 1681.974450955533, quality: 0.7071752369554196, gainDb: 3.999843853973347 };
const highPass = { hz: 38.13547087602444, quality: 0.5003270373238773 };

/** Filters one channel in place, block after block. Direct form 2 transposed, float64 state. */
export class KWeighting {
  readonly #stages: readonly { readonly filter: Biquad; z1: number; z2: number }[];

  constructor(sampleRate: number) {
    this.#stages = [shelfFilter(sampleRate), highPassFilter(sampleRate)].map((filter) => ({
      filter,
      z1: 0,
      z2: 0,
    }));
  }

  /** @param samples [samples], replaced by their weighted form */
  process(samples: Float64Array): void {
    for (const stage of this.#stages) {
      const { b0, b1, b2, a1, a2 } = stage.filter;
      let { z1, z2 } = stage;
      for (let i = 0; i < samples.length; i++) {
        const input = samples[i]!;
        const output = b0 * input + z1;
        z1 = b1 * input - a1 * output + z2;
        z2 = b2 * input - a2 * output;
        samples[i] = output;
      }
      stage.z1 = z1;
      stage.z2 = z2;
    }
  }
}

function shelfFilter(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * shelf.hz) / sampleRate);
  const high = 10 ** (shelf.gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.quality + k * k;
  return {
    b0: (high + (band * k) / shelf.quality + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / shelf.quality + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / shelf.quality + k * k) / a0,
  };
}

function highPassFilter(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * highPass.hz) / sampleRate);
  const a0 = 1 + k / highPass.quality + k * k;
  return {
    b0: 1,
    b1: -2,
    b2: 1,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / highPass.quality + k * k) / a0,
  };
}
