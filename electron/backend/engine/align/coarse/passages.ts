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
  /** Whether its beginning and its end are exact, given by a person. */
  readonly startsPinned: boolean;
  readonly endsPinned: boolean;
  /** How far its first and last notes may lie beyond its stretch of the recording: into what no other passage has. */
  readonly slackBeforeSec: number;
  readonly slackAfterSec: number;
};

/** Where the score is left for nothing, notes may lie this much farther out. */
const slackSec = 0.5;

/** Frames of the two time axes: recording seconds a row, score seconds a place, and where place 0 begins. */
export type CoarseAxes = {
  readonly rowSec: number;
  readonly placeSec: number;
  readonly scoreStartSec: number;
};

/** In the recording's order. Passages of a single frame are dropped. */
export function passagesOf(path: CoarsePath, axes: CoarseAxes): Passage[] {
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
    if (to - from > 1) passages.push(passageOf(path, from, to, axes));
    from = to;
  }
  return passages;
}

function passageOf({ places, fromRow }: CoarsePath, from: number, to: number, axes: CoarseAxes): Passage {
  const { rowSec, placeSec, scoreStartSec } = axes;
  const scoreSec: number[] = [];
  const audioSec: number[] = [];
  for (let t = from; t < to;) {
    let end = t + 1;
    while (end < to && places[end] === places[t]) end += 1;
    scoreSec.push(scoreStartSec + (places[t]! + 0.5) * placeSec);
    audioSec.push((fromRow + (t + end) / 2) * rowSec);
    t = end;
  }
  return {
    scoreFromSec: scoreStartSec + places[from]! * placeSec,
    scoreToSec: scoreStartSec + (places[to - 1]! + 1) * placeSec,
    audioFromSec: (fromRow + from) * rowSec,
    audioToSec: (fromRow + to) * rowSec,
    scoreSec: Float64Array.from(scoreSec),
    audioSec: Float64Array.from(audioSec),
    startsPinned: false,
    endsPinned: false,
    slackBeforeSec: from === 0 || places[from - 1] === outside ? slackSec : 0,
    slackAfterSec: to === places.length || places[to] === outside ? slackSec : 0,
  };
}
