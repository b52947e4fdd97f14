/** Shapes of the records that a document has once. */
import type { KeySignature, ScoreTrack, TempoChange, TimeSignature } from '../../music/score.ts';
import {
  flag,
  listOf,
  numberIn,
  objectOf,
  oneOf,
  optional,
  orNull,
  pairOf,
  refined,
  wholeIn,
} from '../../std/shape.ts';
import type { Shape } from '../../std/shape.ts';
import { lambdaSchedules, methodNames, trainingRecipes } from '../method-overrides.ts';
import type { MethodOverrides } from '../method-overrides.ts';
import type { Singles } from '../single-records.ts';
import {
  aFile,
  aName,
  anId,
  aRemark,
  rises,
  seconds,
  secondsFromZero,
  toleranceSec,
  wholeNumber,
} from './common-shapes.ts';

const toleranceSides = objectOf<{ before: number; after: number }>({
  before: toleranceSec,
  after: toleranceSec,
});

const overrides = objectOf<MethodOverrides>({
  units: optional(wholeIn(2, 16)),
  freeUnits: optional(wholeIn(0, 1000)),
  toleranceOnsetSec: optional(toleranceSides),
  toleranceSustainSec: optional(toleranceSides),
  lambda: optional(numberIn(0, 1e6)),
  lambdaSchedule: optional(oneOf(lambdaSchedules)),
  contextFrames: optional(
    refined(wholeIn(1, 101), (frames) => (frames % 2 === 1 ? null : 'expected an odd number of frames')),
  ),
  windowMs: optional(numberIn(1, 10_000)),
  hopMs: optional(numberIn(0.1, 10_000)),
  hiddenUnits: optional(wholeIn(1, 100_000)),
  learningRate: optional(numberIn(0, 1000)),
  epochs: optional(wholeIn(1, 10_000_000)),
  batchFrames: optional(wholeIn(0, 10_000_000)),
  maskExponent: optional(numberIn(0.1, 10)),
  recipe: optional(oneOf(trainingRecipes)),
});

export const trainingSettings = {
  method: oneOf(methodNames),
  seed: wholeIn(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  overrides,
} as const;

const track = objectOf<ScoreTrack>({ index: wholeIn(0, 65_535), name: aRemark, noteCount: wholeNumber });
const tempoChange = objectOf<TempoChange>({
  tick: wholeNumber,
  sec: secondsFromZero,
  microsPerQuarter: numberIn(1, 1e9),
});
const timeSignature = objectOf<TimeSignature>({
  tick: wholeNumber,
  numerator: wholeIn(0, 255),
  denominator: wholeIn(1, 2 ** 31),
});
const keySignature = objectOf<KeySignature>({ tick: wholeNumber, fifths: wholeIn(-128, 127), minor: flag });
const manyPoints = 500_000;

export const singleShapes: { readonly [K in keyof Singles]: Shape<Singles[K]> } = {
  project: objectOf<Singles['project']>({
    id: oneOf(['project']),
    name: aName,
    activeVersionId: orNull(anId),
  }),
  recording: objectOf<Singles['recording']>({
    id: oneOf(['recording']),
    file: aFile,
    sampleRate: wholeIn(1000, 1_000_000),
    channels: wholeIn(1, 256),
    lengthSamples: wholeIn(1, Number.MAX_SAFE_INTEGER),
  }),
  score: objectOf<Singles['score']>({
    id: oneOf(['score']),
    file: aFile,
    ticksPerQuarter: wholeIn(1, 32_767),
    tracks: listOf(track, 65_536),
    tempoChanges: listOf(tempoChange, manyPoints),
    timeSignatures: listOf(timeSignature, manyPoints),
    keySignatures: listOf(keySignature, manyPoints),
    durationSec: secondsFromZero,
    repairs: listOf(aRemark, 1000),
  }),
  alignment: refined(
    objectOf<Singles['alignment']>({
      id: oneOf(['alignment']),
      warp: listOf(pairOf(seconds, seconds), manyPoints, 2),
      tuningCents: numberIn(-50, 50),
      transposeSemitones: wholeIn(-48, 48),
      musicFromSec: seconds,
      musicToSec: seconds,
    }),
    ({ warp }) =>
      warp.every(([, audioSec], index) => index === 0 || audioSec > warp[index - 1]![1])
        ? null
        : 'the warp has audio times that do not rise',
  ),
  model: objectOf<Singles['model']>({ id: oneOf(['model']), ...trainingSettings }),
  loop: refined(
    objectOf<Singles['loop']>({
      id: oneOf(['loop']),
      fromSec: secondsFromZero,
      toSec: secondsFromZero,
      isOn: flag,
    }),
    rises,
  ),
};
