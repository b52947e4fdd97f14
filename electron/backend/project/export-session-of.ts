/** A document and its rendered stems, as exports take them. */
import { decayLookup } from '../../../shared/document/decay-lookup.ts';
import { recordingOf, singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { effectiveTolerance, toleranceRuleOf } from '../../../shared/document/effective-tolerance.ts';
import { channelDefaults, modelDefaults } from '../../../shared/document/new-document.ts';
import { groupLookup, orderedGroups } from '../../../shared/document/note-groups.ts';
import { soundingNotes } from '../../../shared/document/note-times.ts';
import { groupPalette } from '../../../shared/document/palette.ts';
import { recordOf, recordsOf } from '../../../shared/document/record-table.ts';
import type {
  ExportSession,
  ExportTrack,
  NoteTolerance,
  ScoreFrame,
  SoundingNote,
} from '../../../shared/export/export-session.ts';
import type { NoteTolerances } from '../../../shared/labels/auto-tolerance.ts';
import type { PedalChange } from '../../../shared/music/score.ts';
import { methodSettings } from '../engine/model/method-settings.ts';

export type RenderedStem = {
  /** A group's id, 'rest', 'background' or 'residual'. */
  readonly id: string;
  /** Absolute path. */
  readonly file: string;
};

/** Of stems that are no group's. */
const neutralColour = '#808080';

/** What a score without one has, by the MIDI standard. */
const emptyFrame: ScoreFrame = Object.freeze({
  ticksPerQuarter: 480,
  tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }],
  timeSignatures: [],
  keySignatures: [],
});

/**
 * @param recordingPath absolute
 * @param pedals of the score
 * @param stems as rendered, in the order in which they are exported
 * Cost O(notes log notes).
 */
export function exportSessionOf(
  document: DocumentState,
  recordingPath: string,
  stems: readonly RenderedStem[],
  pedals: readonly PedalChange[],
): ExportSession {
  const { sampleRate, channels, lengthSamples } = recordingOf(document);
  const soundings = soundingNotes(document);
  const groupOf = groupLookup(document);
  const idsOfStem = new Map<string, string[]>();
  for (const note of recordsOf(document.notes)) {
    const stem = groupOf(note) ?? 'rest';
    const ids = idsOfStem.get(stem);
    if (ids === undefined) idsOfStem.set(stem, [note.id]);
    else ids.push(note.id);
  }
  const notes = soundings.map((sounding): SoundingNote => {
    const note = recordOf(document.notes, sounding.noteId)!;
    const part = recordOf(document.parts, note.partId);
    const { visit, pitchMidi, onsetSec, offsetSec } = sounding;
    return {
      id: note.id,
      visit,
      pitchMidi,
      velocity: note.velocity,
      channel: part?.channel ?? 0,
      program: part?.program ?? 0,
      onsetSec,
      offsetSec,
      score: note.score,
    };
  });
  const { overrides, method } = singleOf(document, 'model') ?? modelDefaults;
  const settings = methodSettings(method, overrides);
  const windowSec = Math.max(...settings.layers.map(({ windowMs }) => windowMs)) / 1000;
  const rule = toleranceRuleOf(document, windowSec);
  const decays = decayLookup(document);
  const tolerances: Record<string, NoteTolerance> = {};
  for (const { noteId, confidence } of soundings) {
    const note = recordOf(document.notes, noteId)!;
    const automatic = rule({ confidence, decays: decays(note.partId) }, settings.labels);
    tolerances[noteId] ??= flatTolerance(effectiveTolerance(document, noteId, groupOf(note), automatic));
  }
  const loop = singleOf(document, 'loop');
  return {
    piece: singleOf(document, 'project')?.name ?? 'piece',
    recording: { path: recordingPath, sampleRate, channels, lengthSamples },
    tracks: stems.map((stem) => trackOf(document, stem, idsOfStem.get(stem.id) ?? [])),
    masterGainDb: recordOf(document.channels, 'master')?.gainDb ?? channelDefaults.gainDb,
    frame: singleOf(document, 'score') ?? emptyFrame,
    notes,
    pedals,
    warp: singleOf(document, 'alignment')?.warp ?? [],
    markers: [...recordsOf(document.markers)]
      .map(({ atSec, name }) => ({ sec: atSec, name }))
      .sort((a, b) => a.sec - b.sec),
    loop: loop?.isOn === true ? { fromSec: loop.fromSec, toSec: loop.toSec } : null,
    tolerances,
    defaultTolerance: flatTolerance(settings.labels),
  };
}

function trackOf(
  document: DocumentState,
  { id, file }: RenderedStem,
  noteIds: readonly string[],
): ExportTrack {
  const group = orderedGroups(document).find((candidate) => candidate.id === id);
  const kind = group !== undefined ? 'group' : id === 'rest' || id === 'background' ? id : 'residual';
  const { gainDb, pan, isMuted, isSoloed } = { ...channelDefaults, ...recordOf(document.channels, id) };
  return {
    name: group?.name ?? id,
    kind,
    colour: group === undefined ? neutralColour : groupPalette[group.colour],
    file,
    noteIds,
    fader: { gainDb, pan, isMuted, isSoloed },
  };
}

function flatTolerance({ toleranceOnsetSec, toleranceSustainSec }: NoteTolerances): NoteTolerance {
  return {
    onsetBeforeSec: toleranceOnsetSec.before,
    onsetAfterSec: toleranceOnsetSec.after,
    sustainBeforeSec: toleranceSustainSec.before,
    sustainAfterSec: toleranceSustainSec.after,
  };
}
