/** A path with jumps, cut into passages: stretches in which score and recording run on together. */
import { outside } from './coarse-path.ts';
import type { CoarsePath } from './coarse-path.ts';

export type Passage = {
  /** Stretch of the score, [from, to) seconds. */
  readonly scoreFromSec: number;
  readonly scoreToSec: number;
  /** Stretch of the recording, [from, to) seconds. */
  readonly audioFromSec: number;
  readonly audioToSec: number;
  /** Rough times that belong together, both rising: [points] each. */
  readonly scoreSec: Float64Array;
  readonly audioSec: Float64Array;
};

/** In the recording's order. Passages of a single frame are dropped. */
export function passagesOf(path: CoarsePath, recordingHopSec: number, scoreHopSec: number): Passage[] {
  const passages: Passage[] = [];
  const { places, jumped } = path;
  let from = 0;
  while (from < places.length) {
    if (places[from] === outside) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < places.length && places[to] !== outside && jumped[to] === 0) to += 1;
    if (to - from > 1) passages.push(passageOf(places, from, to, recordingHopSec, scoreHopSec));
    from = to;
  }
  return passages;
}

function passageOf(
  places: Int32Array,
  from: number,
  to: number,
  recordingHopSec: number,
  scoreHopSec: number,
): Passage {
  const scoreSec: number[] = [];
  const audioSec: number[] = [];
  for (let t = from; t < to;) {
    let end = t + 1;
    while (end < to && places[end] === places[t]) end += 1;
    scoreSec.push((places[t]! + 0.5) * scoreHopSec);
    audioSec.push(((t + end) / 2) * recordingHopSec);
    t = end;
  }
  return {
    scoreFromSec: places[from]! * scoreHopSec,
    scoreToSec: (places[to - 1]! + 1) * scoreHopSec,
    audioFromSec: from * recordingHopSec,
    audioToSec: to * recordingHopSec,
    scoreSec: Float64Array.from(scoreSec),
    audioSec: Float64Array.from(audioSec),
  };
}
