/** The recording at a lower rate, any stretch of it, one array per channel. */
import type { Recording } from '../../audio/recording.ts';
import { decimationFactor, Decimator } from './decimator.ts';

export class DecimatedReader {
  readonly sampleRate: number;
  readonly lengthSamples: number;
  readonly #recording: Recording;
  readonly #decimator: Decimator;

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#decimator = new Decimator(decimationFactor(recording.sampleRate));
    this.sampleRate = recording.sampleRate / this.#decimator.factor;
    this.lengthSamples = Math.ceil(recording.lengthSamples / this.#decimator.factor);
  }

  /** Samples [start, start + count) of the lower rate; 0 outside the recording. @throws RecordingFailure */
  async read(startSample: number, count: number): Promise<Float32Array[]> {
    const { factor, reachSamples } = this.#decimator;
    const channels = await this.#recording.read(
      startSample * factor - reachSamples,
      (count - 1) * factor + 2 * reachSamples + 1,
    );
    return channels.map((samples) => this.#decimator.apply(samples, count));
  }
}
