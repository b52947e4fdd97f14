/** The first document of a project: a recording, a score with its parts, and groups. */
import type { NoteSelection } from '../music/groups/group-file.ts';
import type { Score } from '../music/score.ts';
import { partsOf } from '../music/score-parts.ts';
import { programName } from '../music/general-midi.ts';
import { cleanName } from '../std/clean-name.ts';
import { uniqueNames } from '../std/unique-names.ts';
import { documentOf, documentRecords } from './canonical-json.ts';
import { emptyDocument } from './document-state.ts';
import type { DocumentState } from './document-state.ts';
import type { FileReference } from './file-reference.ts';
import { nextColour } from './palette.ts';
import type { GroupColour } from './palette.ts';
import type { GroupRecord, NoteRecord, PartRecord } from './records.ts';
import type { LoopRecord, ModelRecord, RecordingRecord } from './single-records.ts';

/** What a document says before anyone has said anything. Absent records stand for these. */
export const modelDefaults: ModelRecord = Object.freeze({
  id: 'model',
  method: 'divisi',
  /** The same seed gives the same stems. */
  seed: 1,
  /** The method's own defaults. */
  overrides: Object.freeze({}),
});

export const channelDefaults = Object.freeze({ gainDb: 0, pan: 0, isMuted: false, isSoloed: false });

export const loopDefaults: Omit<LoopRecord, 'id'> = Object.freeze({ fromSec: 0, toSec: 0, isOn: false });

export type NewDocument = {
  readonly name: string;
  readonly recording: Omit<RecordingRecord, 'id'>;
  readonly score: { readonly file: FileReference; readonly content: Score };
  /** In order; notes that several claim are the first's. */
  readonly groups: readonly { readonly name: string; readonly rule: readonly NoteSelection[] }[];
};

/** Note ids are the score's; parts are 'p1', 'p2', ..., groups 'g1', 'g2', .... Cost O(notes). */
export function newDocument({ name, recording, score, groups }: NewDocument): DocumentState {
  const { content, file } = score;
  const { parts, partOfNote } = partsOf(content);
  const { ticksPerQuarter, tracks, tempoChanges, timeSignatures, keySignatures, durationSec, repairs } =
    content;
  const partNames = uniqueNames(
    parts.map(({ track, program }) => cleanName(content.tracks[track]?.name ?? '', programName(program))),
  );
  return documentOf({
    ...documentRecords(emptyDocument),
    single: [
      { id: 'project', name: cleanName(name, 'Untitled'), activeVersionId: null },
      { id: 'recording', ...recording },
      {
        id: 'score',
        file,
        ticksPerQuarter,
        tracks: tracks.map((track) => ({ ...track, name: cleanName(track.name, '') })),
        tempoChanges,
        timeSignatures,
        keySignatures,
        durationSec,
        repairs: repairs.map((repair) => cleanName(repair, '')),
      },
      modelDefaults,
    ],
    parts: parts.map(({ index, track, channel, program }): PartRecord => ({
      id: `p${index + 1}`,
      order: index,
      name: partNames[index]!,
      track,
      channel,
      program,
    })),
    notes: content.notes.map((note, index): NoteRecord => ({
      id: note.id,
      partId: `p${partOfNote[index]! + 1}`,
      pitchMidi: note.pitchMidi,
      velocity: note.velocity,
      origin: 'score',
      score: {
        onsetTick: note.onsetTick,
        keyUpTick: note.keyUpTick,
        onsetSec: note.onsetSec,
        keyUpSec: note.keyUpSec,
        offsetSec: note.offsetSec,
      },
    })),
    groups: colouredGroups(groups),
  });
}

function colouredGroups(groups: NewDocument['groups']): GroupRecord[] {
  const used: GroupColour[] = [];
  const names = uniqueNames(groups.map(({ name }, order) => cleanName(name, `Group ${order + 1}`)));
  return groups.map(({ rule }, order) => {
    const colour = nextColour(used);
    used.push(colour);
    return { id: `g${order + 1}`, name: names[order]!, colour, order, rule };
  });
}
