/** The outline of a recording, read from what the service made of it. */
import type { PeaksAnswer } from '../../shared/contract/job-calls.ts';
import { resourceUrl } from './connection.ts';

const fullScale = 32_767;

type Level = PeaksAnswer['levels'][number];

/** The coarsest level that has at least `leastBins` bins, or else the finest. */
export function outlineLevel(levels: readonly Level[], leastBins: number): Level | undefined {
  return levels.findLast(({ bins }) => bins >= leastBins) ?? levels[0];
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
  const level = outlineLevel(answer.levels, leastBins);
  if (level === undefined) return null;
  const { offsetBytes, bins } = level;
  const end = offsetBytes + bins * answer.channels * 4;
  const response = await fetch(resourceUrl(answer.resource), {
    headers: { Range: `bytes=${offsetBytes}-${end - 1}` },
  }).catch(() => null);
  if (response === null || !response.ok) return null;
  const bytes = await response.arrayBuffer();
  const own = response.status === 206 ? bytes : bytes.slice(offsetBytes, end);
  return decodeOutline(own, answer.channels);
}
