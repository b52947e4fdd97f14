/** The outline of a recording, read from what the service made of it. */
import type { PeaksAnswer } from '../../shared/contract/job-calls.ts';
import { resourceUrl } from './connection.ts';

type OutlineShape = Pick<PeaksAnswer, 'channels' | 'lengthSamples'>;

/** A file holds levels of [bins, channels, 2] int16, the finest first. */
const finestBin = 256;
const coarsening = 8;
const levelCount = 4;
const fullScale = 32_767;

/** Where the coarsest level lies that has at least `leastBins` bins, or else the finest. */
export function outlineLevel(
  { channels, lengthSamples }: OutlineShape,
  leastBins: number,
): { readonly offsetBytes: number; readonly bins: number } {
  let offsetBytes = 0;
  let best = { offsetBytes: 0, bins: Math.ceil(lengthSamples / finestBin) };
  for (let level = 0; level < levelCount; level++) {
    const bins = Math.ceil(lengthSamples / (finestBin * coarsening ** level));
    if (bins >= leastBins) best = { offsetBytes, bins };
    offsetBytes += bins * channels * 4;
  }
  return best;
}

/** One outline for all channels, -1..1: least and greatest sample of every bin in turn. */
export function decodeOutline(bytes: ArrayBuffer, channels: number): Float32Array {
  const view = new DataView(bytes);
  const bins = Math.floor(bytes.byteLength / (channels * 4));
  const outline = new Float32Array(bins * 2);
  for (let bin = 0; bin < bins; bin++) {
    let least = Infinity;
    let greatest = -Infinity;
    for (let channel = 0; channel < channels; channel++) {
      const at = (bin * channels + channel) * 4;
      least = Math.min(least, view.getInt16(at, true));
      greatest = Math.max(greatest, view.getInt16(at + 2, true));
    }
    outline[bin * 2] = least / fullScale;
    outline[bin * 2 + 1] = greatest / fullScale;
  }
  return outline;
}

/** Null where it cannot be had: the overview then stays empty. */
export async function fetchOutline(answer: PeaksAnswer, leastBins: number): Promise<Float32Array | null> {
  const { offsetBytes, bins } = outlineLevel(answer, leastBins);
  const end = offsetBytes + bins * answer.channels * 4;
  const response = await fetch(resourceUrl(answer.resource), {
    headers: { Range: `bytes=${offsetBytes}-${end - 1}` },
  }).catch(() => null);
  if (response === null || !response.ok) return null;
  const bytes = await response.arrayBuffer();
  const own = response.status === 206 ? bytes : bytes.slice(offsetBytes, end);
  return decodeOutline(own, answer.channels);
}
