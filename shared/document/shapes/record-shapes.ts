/** The shape of a record of every table: whatever comes from a file or from another process fits, or is refused. */
import { doubtReasons } from '../../music/alignment.ts';
import type { NoteSelection } from '../../music/groups/group-file.ts';
import {
  flag,
  listOf,
  numberIn,
  objectOf,
  oneOf,
  optional,
  orNull,
  pairOf,
  recordOfValues,
  refined,
  textLike,
  wholeIn,
} from '../../std/shape.ts';
import type { Shape } from '../../std/shape.ts';
import { groupColours } from '../palette.ts';
import type { NoteRecord, TableName, Tables } from '../records.ts';
import { singleNames } from '../single-records.ts';
import type { SingleName } from '../single-records.ts';
import * as common from './common-shapes.ts';
import { singleShapes, trainingSettings } from './single-shapes.ts';
import { aNote, toleranceRecord, visitsOf } from './note-shapes.ts';

const { anId, aName, pitch, seconds, secondsFromZero, order, rises } = common;

const aSingle: Shape<Tables['single']> = {
  fault(value, at) {
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    const name = singleNames.find((known) => known === id);
    if (name === undefined) return `${at}.id: expected ${singleNames.join(' or ')}`;
    return (singleShapes as Readonly<Record<SingleName, Shape<unknown>>>)[name].fault(value, at);
  },
};

export const selection: Shape<NoteSelection> = refined(
  objectOf<NoteSelection>({
    tracks: optional(listOf(numberOrName(65_535), 1000, 1)),
    channels: optional(listOf(wholeIn(1, 16), 16, 1)),
    instruments: optional(listOf(numberOrName(128), 200, 1)),
    pitches: optional(
      listOf(
        refined(
          objectOf<{ lowMidi: number; highMidi: number }>({ lowMidi: pitch, highMidi: pitch }),
          ({ lowMidi, highMidi }) => (lowMidi <= highMidi ? null : 'the range is upside down'),
        ),
        128,
        1,
      ),
    ),
    timesSec: optional(listOf(pairOf(secondsFromZero, secondsFromZero), 10_000, 1)),
    notes: optional(listOf(anId, 200_000)),
  }),
  (fields) => (Object.keys(fields).length > 0 ? null : 'a selection needs at least one field'),
);

function numberOrName(most: number): Shape<number | string> {
  return {
    fault: (value, at) => (typeof value === 'string' ? common.aRemark : wholeIn(1, most)).fault(value, at),
  };
}

const segment = { id: anId, fromSec: secondsFromZero, toSec: secondsFromZero } as const;

const aRun = refined(
  objectOf<Tables['paint']['runs'][number]>({ fromSec: seconds, toSec: seconds, isOn: flag }),
  rises,
);

export const recordShapes: { readonly [T in TableName]: Shape<Tables[T]> } = {
  single: aSingle,
  parts: objectOf<Tables['parts']>({
    id: anId,
    order,
    name: aName,
    track: wholeIn(0, 65_535),
    channel: wholeIn(0, 15),
    program: wholeIn(0, 127),
  }),
  notes: aNote as Shape<NoteRecord>,
  aligned: objectOf<Tables['aligned']>({ id: anId, visits: visitsOf({ confidence: numberIn(0, 1) }) }),
  pins: objectOf<Tables['pins']>({ id: anId, visits: visitsOf({}) }),
  unplayed: refined(
    objectOf<Tables['unplayed']>({
      id: anId,
      visits: orNull(listOf(common.visitNumber, 1000, 1)),
      by: oneOf(['aligner', 'person']),
    }),
    ({ visits }) => (visits === null || isRising(visits) ? null : 'the visits do not rise'),
  ),
  anchors: objectOf<Tables['anchors']>({ id: anId, scoreSec: secondsFromZero, audioSec: secondsFromZero }),
  skips: refined(objectOf<Tables['skips']>(segment), rises),
  locks: refined(objectOf<Tables['locks']>(segment), rises),
  doubts: refined(
    objectOf<Tables['doubts']>({
      ...segment,
      reason: oneOf(doubtReasons),
      state: oneOf(['open', 'accepted', 'rejected']),
    }),
    rises,
  ),
  groups: objectOf<Tables['groups']>({
    id: anId,
    name: aName,
    colour: oneOf(groupColours),
    order,
    rule: listOf(selection, 1000),
  }),
  assignments: objectOf<Tables['assignments']>({ id: anId, groupId: orNull(anId) }),
  tolerances: toleranceRecord,
  paint: refined(
    objectOf<Tables['paint']>({
      id: anId,
      partId: anId,
      pitchMidi: pitch,
      unit: orNull(wholeIn(0, 15)),
      runs: listOf(aRun, 100_000, 1),
    }),
    ({ id, partId, pitchMidi, unit, runs }) =>
      id !== (unit === null ? `${partId}/${pitchMidi}` : `${partId}/${pitchMidi}/${unit}`)
        ? 'the id is not that of its row'
        : runs.every((run, index) => index === 0 || run.fromSec >= runs[index - 1]!.toSec)
          ? null
          : 'the runs overlap or do not rise',
  ),
  regions: objectOf<Tables['regions']>({
    id: anId,
    fromGroupId: orNull(anId),
    toGroupId: anId,
    corners: listOf(pairOf(seconds, numberIn(-50, 200)), 10_000, 3),
  }),
  strengths: objectOf<Tables['strengths']>({
    id: anId,
    maskExponent: numberIn(0.1, 10),
    floorDb: orNull(numberIn(-200, 0)),
  }),
  versions: objectOf<Tables['versions']>({
    id: anId,
    name: aName,
    settings: objectOf<Tables['versions']['settings']>(trainingSettings),
    labelsRevision: common.wholeNumber,
    lossCurve: listOf(pairOf(numberIn(0, 1e9), numberIn(-1e300, 1e300)), 100_000),
    metrics: recordOfValues(/^[a-z][A-Za-z0-9]{0,59}$/, numberIn(-1e300, 1e300), 1000),
    weights: common.aFile,
    madeAt: textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, 'a time such as 2026-01-31T12:00:00Z'),
  }),
  channels: objectOf<Tables['channels']>({
    id: anId,
    gainDb: numberIn(-200, 48),
    pan: numberIn(-1, 1),
    isMuted: flag,
    isSoloed: flag,
  }),
  markers: objectOf<Tables['markers']>({ id: anId, atSec: secondsFromZero, name: aName }),
};

function isRising(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > values[index - 1]!);
}
