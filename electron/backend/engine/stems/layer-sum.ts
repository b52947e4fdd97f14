/**
 * Adds layers of different hop in the time domain. Layers finish samples at different paces; what is ahead of the
 * slowest waits here, at most one block of each layer.
 */
export class LayerSum {
  /** [groups][channels], the first sample at #start. */
  readonly #sums: Float64Array[][];
  #start = 0;

  constructor(groups: number, channels: number) {
    this.#sums = Array.from({ length: groups }, () =>
      Array.from({ length: channels }, () => new Float64Array(0)),
    );
  }

  /** Adds [groups][channels][samples] times `weight`, the first sample at `position`. */
  add(block: readonly (readonly Float32Array[])[], position: number, weight: number): void {
    const offset = position - this.#start;
    block.forEach((channels, group) => {
      channels.forEach((samples, channel) => {
        const sum = this.#grown(group, channel, offset + samples.length);
        for (let i = 0; i < samples.length; i++) sum[offset + i]! += samples[i]! * weight;
      });
    });
  }

  /** Removes the next `count` samples, [groups][channels][count]. */
  take(count: number): Float32Array[][] {
    this.#start += count;
    return this.#sums.map((channels, group) =>
      channels.map((_, channel) => {
        const sum = this.#grown(group, channel, count);
        const taken = Float32Array.from(sum.subarray(0, count));
        channels[channel] = sum.slice(count);
        return taken;
      }),
    );
  }

  #grown(group: number, channel: number, length: number): Float64Array {
    const sum = this.#sums[group]![channel]!;
    if (sum.length >= length) return sum;
    const larger = new Float64Array(length);
    larger.set(sum);
    this.#sums[group]![channel] = larger;
    return larger;
  }
}
