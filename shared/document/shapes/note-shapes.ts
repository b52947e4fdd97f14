/** Shapes of what belongs to a note. */
import { listOf, objectOf, oneOf, orNull, refined, wholeIn } from '../../std/shape.ts';
import type { Shape } from '../../std/shape.ts';
import type { ScorePosition, ToleranceRecord, VisitTimes } from '../records.ts';
import {
  anId,
  pitch,
  seconds,
  secondsFromZero,
  toleranceSec,
  visitNumber,
  wholeNumber,
} from './common-shapes.ts';

const scorePosition: Shape<ScorePosition> = refined(
  objectOf<ScorePosition>({
    onsetTick: wholeNumber,
    keyUpTick: wholeNumber,
    onsetSec: secondsFromZero,
    keyUpSec: secondsFromZero,
    offsetSec: secondsFromZero,
  }),
  ({ onsetSec, keyUpSec, offsetSec }) =>
    onsetSec <= keyUpSec && onsetSec <= offsetSec ? null : 'the note ends before it begins',
);

export const aNote = refined(
  objectOf<{
    id: string;
    partId: string;
    pitchMidi: number;
    velocity: number;
    origin: 'score' | 'drawn';
    score: ScorePosition | null;
  }>({
    id: anId,
    partId: anId,
    pitchMidi: pitch,
    velocity: wholeIn(1, 127),
    origin: oneOf(['score', 'drawn']),
    score: orNull(scorePosition),
  }),
  ({ origin, score }) =>
    (origin === 'score') === (score !== null)
      ? null
      : 'a note of the score has a score position, and a drawn one has none',
);

/** At least one, visits rising, each ending after its onset. */
export function visitsOf<More extends object>(more: {
  readonly [K in keyof More]: Shape<More[K]>;
}): Shape<readonly (VisitTimes & More)[]> {
  const visit = objectOf<VisitTimes>({
    visit: visitNumber,
    onsetSec: seconds,
    offsetSec: seconds,
    ...more,
  }) as Shape<VisitTimes & More>;
  const timed = refined(visit, ({ onsetSec, offsetSec }) =>
    onsetSec < offsetSec ? null : `the note ends at ${offsetSec} s, not after its onset ${onsetSec} s`,
  );
  return refined(listOf(timed, 1000, 1), (visits) =>
    visits.every(({ visit }, index) => index === 0 || visit > visits[index - 1]!.visit)
      ? null
      : 'the visits do not rise',
  );
}

const side = orNull(toleranceSec);

export const toleranceRecord: Shape<ToleranceRecord> = refined(
  objectOf<ToleranceRecord>({
    id: anId,
    onsetBeforeSec: side,
    onsetAfterSec: side,
    sustainBeforeSec: side,
    sustainAfterSec: side,
  }),
  ({ id }) =>
    id === 'global' || /^(group|note):./.test(id)
      ? null
      : `expected an id such as "global", "group:g1" or "note:t1n1", got "${id}"`,
);
