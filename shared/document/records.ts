/**
 * What a project is made of: plain records with string ids, sorted into tables. Records refer to each
 * other by id alone. What belongs to one note lies in several tables under the note's id, so that an
 * edit writes little and edits of different kinds never meet.
 *
 * Times named `...Sec` are seconds of the recording unless `score` says otherwise.
 */
import type { PaintRun } from '../labels/paint.ts';
import type { DoubtReason } from '../music/alignment.ts';
import type { NoteSelection } from '../music/groups/group-file.ts';
import type { FileReference } from './file-reference.ts';
import type { GroupColour } from './palette.ts';
import type { SingleRecord } from './single-records.ts';

/** A voice of the score, (track, channel, program). A class of the label matrix is a part and a pitch. */
export type PartRecord = {
  readonly id: string;
  /** Rank among the parts, 0, 1, 2, ...; the order of classes in the label matrix. */
  readonly order: number;
  readonly name: string;
  /** Index into the score's tracks. */
  readonly track: number;
  /** 0..15 */
  readonly channel: number;
  /** General MIDI, 0..127 */
  readonly program: number;
};

/** Where the score has a note; seconds are those of score time. */
export type ScorePosition = {
  readonly onsetTick: number;
  readonly keyUpTick: number;
  readonly onsetSec: number;
  readonly keyUpSec: number;
  /** End of the sound: key up, or later where a pedal holds it. */
  readonly offsetSec: number;
};

/**
 * A note of the score lives in score time and follows the warp; one that a person drew has no score
 * position and sounds where its pin says.
 */
export type NoteRecord = {
  readonly id: string;
  readonly partId: string;
  /** 0..127 */
  readonly pitchMidi: number;
  /** 1..127 */
  readonly velocity: number;
} & (
  | { readonly origin: 'score'; readonly score: ScorePosition }
  | { readonly origin: 'drawn'; readonly score: null }
);

/** One sounding of a note; the second time that a repeat is played is visit 2. */
export type VisitTimes = {
  /** Counted from 1. */
  readonly visit: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
};

/** What an aligner found for a note: one entry for every time that it sounds, visits rising. */
export type AlignedRecord = {
  /** The note's id. */
  readonly id: string;
  /** Confidence 0 (a guess) to 1 (certain). */
  readonly visits: readonly (VisitTimes & { readonly confidence: number })[];
};

/** Where a person put a note: its visits are pinned in audio time, whatever an alignment says later. */
export type PinRecord = {
  /** The note's id. */
  readonly id: string;
  /** At least one, visits rising. */
  readonly visits: readonly VisitTimes[];
};

/** A note of the score that the recording leaves out. */
export type UnplayedRecord = {
  /** The note's id. */
  readonly id: string;
  /** The visits that are left out, rising; null is all of them. */
  readonly visits: readonly number[] | null;
  /** Who says so. What a person said outlives the next alignment. */
  readonly by: 'aligner' | 'person';
};

/** A pair of times that a person knows to belong together; the alignment passes through it. */
export type AnchorRecord = { readonly id: string; readonly scoreSec: number; readonly audioSec: number };

/** A stretch of the recording: of 'skips' it holds none of the score, of 'locks' its notes stay as they are. */
export type SegmentRecord = { readonly id: string; readonly fromSec: number; readonly toSec: number };

/** A stretch that the aligner doubts, and what a person said to it. */
export type DoubtRecord = SegmentRecord & {
  readonly reason: DoubtReason;
  readonly state: 'open' | 'accepted' | 'rejected';
};

export type GroupRecord = {
  readonly id: string;
  /** Unique, case aside. */
  readonly name: string;
  readonly colour: GroupColour;
  /** Groups stand, and claim notes, by rising order, then by id. */
  readonly order: number;
  /** Notes that any of the selections fits belong to the group, unless assigned elsewhere. */
  readonly rule: readonly NoteSelection[];
};

/** A note that a person put into a group, or with null out of all; it counts before every rule. */
export type AssignmentRecord = {
  /** The note's id. */
  readonly id: string;
  readonly groupId: string | null;
};

/** How far labels reach beyond a note; null leaves it to what is more general. Seconds, >= 0. */
export type ToleranceRecord = {
  /** 'global', 'group:<group id>' or 'note:<note id>'. */
  readonly id: string;
  readonly onsetBeforeSec: number | null;
  readonly onsetAfterSec: number | null;
  readonly sustainBeforeSec: number | null;
  readonly sustainAfterSec: number | null;
};

/** Cells of one class, or of one unit of it, that a person forced on or off. */
export type PaintRecord = {
  /** '<part id>/<pitch>' for all units of the class, '<part id>/<pitch>/<unit>' for one. */
  readonly id: string;
  readonly partId: string;
  readonly pitchMidi: number;
  /** 0 is the onset; null is all. A unit's own paint covers that of its class. */
  readonly unit: number | null;
  /** Rising, apart from each other; seconds, so that they stay where they are under any hop. */
  readonly runs: readonly PaintRun[];
};

/** A region of the finished stems that one group hands to another, without training again. */
export type RegionRecord = {
  readonly id: string;
  /** A group's id or a {@link specialStemIds | special one}; null takes from all. */
  readonly fromGroupId: string | null;
  readonly toGroupId: string;
  /** Corners of a polygon, at least three: seconds, and MIDI pitch as a scale of frequency (69 is 440 Hz). */
  readonly corners: readonly (readonly [atSec: number, pitchMidi: number])[];
};

/** How hard a group is cut out, in place of the method's own. */
export type StrengthRecord = {
  /** A group's id, 'rest' or 'background'. */
  readonly id: string;
  /** Exponent of the masks: higher bleeds less and has more artefacts. */
  readonly maskExponent: number;
  /** The least that a mask lets through, dB <= 0; null is nothing at all. */
  readonly floorDb: number | null;
};

/** A finished training. */
export type VersionRecord = {
  readonly id: string;
  readonly name: string;
  /** As they were trained. */
  readonly settings: Pick<SingleRecord<'model'>, 'method' | 'seed' | 'overrides'>;
  /** Revision of the document whose labels were trained. */
  readonly labelsRevision: number;
  readonly lossCurve: readonly (readonly [epoch: number, loss: number])[];
  /** By name, with the unit in it: 'nullDb', 'trainSec'. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly weights: FileReference;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
};

/** A strip of the mixer. */
export type ChannelRecord = {
  /** A group's id, or a {@link specialStemIds | special one}. */
  readonly id: string;
  readonly gainDb: number;
  /** -1 left .. 1 right */
  readonly pan: number;
  readonly isMuted: boolean;
  readonly isSoloed: boolean;
};

export type MarkerRecord = { readonly id: string; readonly atSec: number; readonly name: string };

/** Stems beside the groups: notes of no group, what is no note, what no mask took, and all together. */
export const specialStemIds = ['rest', 'background', 'residual', 'master'] as const;

export type Tables = {
  readonly single: SingleRecord;
  readonly parts: PartRecord;
  readonly notes: NoteRecord;
  readonly aligned: AlignedRecord;
  readonly pins: PinRecord;
  readonly unplayed: UnplayedRecord;
  readonly anchors: AnchorRecord;
  readonly skips: SegmentRecord;
  readonly locks: SegmentRecord;
  readonly doubts: DoubtRecord;
  readonly groups: GroupRecord;
  readonly assignments: AssignmentRecord;
  readonly tolerances: ToleranceRecord;
  readonly paint: PaintRecord;
  readonly regions: RegionRecord;
  readonly strengths: StrengthRecord;
  readonly versions: VersionRecord;
  readonly channels: ChannelRecord;
  readonly markers: MarkerRecord;
};

/** In the order in which they are written down: what refers stands behind what it refers to. */
export const tableNames = [
  'single',
  'parts',
  'notes',
  'aligned',
  'pins',
  'unplayed',
  'anchors',
  'skips',
  'locks',
  'doubts',
  'groups',
  'assignments',
  'tolerances',
  'paint',
  'regions',
  'strengths',
  'versions',
  'channels',
  'markers',
] as const satisfies readonly (keyof Tables)[];
export type TableName = (typeof tableNames)[number];
