/**
 * Integrated loudness and true peak of a programme.
 * @source ITU-R BS.1770-4 (weighting, gates, true peak); EBU R 128 and EBU Tech 3341 (400 ms, overlap 75 %).
 */
import { KWeighting } from './k-weighting.ts';
import { TruePeakMeter } from './true-peak.ts';

export type Loudness = {
  /** LUFS; null where nothing is above the absolute gate, or the programme is shorter than 400 ms. */
  readonly integratedLufs: number | null;
  /** dBTP; null for silence. */
  readonly truePeakDb: number | null;
};

const absoluteGateLufs = -70;
const relativeGateDb = -10;
const blocksPerSec = 10;
/** 400 ms in steps of 100. */
const stepsPerBlock = 4;

/** Streaming; memory grows by one number for every 100 ms. All channels weigh the same: mono and stereo. */
export class LoudnessMeter {
  readonly #weights: readonly KWeighting[];
  readonly #peaks: readonly TruePeakMeter[];
  readonly #sampleRate: number;
  /** Energies of steps of 100 ms, summed over the channels. */
  readonly #steps: number[] = [];
  #energy = 0;
  #samples = 0;

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#weights = Array.from({ length: channels }, () => new KWeighting(sampleRate));
    this.#peaks = Array.from({ length: channels }, () => new TruePeakMeter());
  }

  /** @param channels [channels][samples]; not changed */
  process(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    const energy = new Float64Array(length);
    channels.forEach((samples, channel) => {
      this.#peaks[channel]!.process(samples);
      const weighted = Float64Array.from(samples);
      this.#weights[channel]!.process(weighted);
      for (let i = 0; i < length; i++) energy[i]! += weighted[i]! ** 2;
    });
    for (let i = 0; i < length; i++) {
      this.#energy += energy[i]!;
      this.#samples += 1;
      // Boundaries are rounded one by one, so that they do not drift at odd rates.
      if (this.#samples >= Math.round(((this.#steps.length + 1) * this.#sampleRate) / blocksPerSec)) {
        this.#steps.push(this.#energy);
        this.#energy = 0;
      }
    }
  }

  finish(): Loudness {
    const peak = Math.max(0, ...this.#peaks.map((meter) => meter.finish()));
    return {
      integratedLufs: this.#integrated(),
      truePeakDb: peak > 0 ? 20 * Math.log10(peak) : null,
    };
  }

  #integrated(): number | null {
    const blockSamples = (this.#sampleRate * stepsPerBlock) / blocksPerSec;
    const powers: number[] = [];
    for (let end = stepsPerBlock; end <= this.#steps.length; end++) {
      const sum = this.#steps.slice(end - stepsPerBlock, end).reduce((total, step) => total + step, 0);
      powers.push(sum / blockSamples);
    }
    const loud = powers.filter((power) => lufs(power) > absoluteGateLufs);
    if (loud.length === 0) return null;
    const gate = lufs(mean(loud)) + relativeGateDb;
    const kept = loud.filter((power) => lufs(power) > gate);
    return kept.length === 0 ? null : lufs(mean(kept));
  }
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
