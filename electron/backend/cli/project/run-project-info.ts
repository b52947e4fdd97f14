/** `divisi project info`: what is in a project, with the ids that edits name. */
import { recordingOf, singleOf } from '../../../../shared/document/document-state.ts';
import { modelDefaults } from '../../../../shared/document/new-document.ts';
import { groupLookup, orderedGroups, orderedParts } from '../../../../shared/document/note-groups.ts';
import { recordsOf } from '../../../../shared/document/record-table.ts';
import { programName } from '../../../../shared/music/general-midi.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { Project } from '../../project/project.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { withProject } from './with-project.ts';

export type ProjectInfo = {
  readonly folder: string;
  readonly name: string;
  readonly revision: number;
  readonly recording: {
    readonly path: string;
    readonly sampleRate: number;
    readonly channels: number;
    readonly durationSec: number;
  };
  readonly notes: number;
  readonly drawnNotes: number;
  readonly isAligned: boolean;
  readonly openDoubts: number;
  readonly anchors: readonly { readonly id: string; readonly scoreSec: number; readonly audioSec: number }[];
  readonly parts: readonly { readonly id: string; readonly name: string; readonly instrument: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string; readonly notes: number }[];
  /** Notes of no group. */
  readonly restNotes: number;
  readonly model: { readonly method: string; readonly seed: number; readonly overrides: object };
  readonly versions: readonly {
    readonly id: string;
    readonly name: string;
    readonly madeAt: string;
    readonly isActive: boolean;
    /** Edits since its labels. */
    readonly editsSince: number;
  }[];
  /** Names of what can be undone, oldest first. */
  readonly undo: readonly string[];
};

export function runProjectInfo(folder: string, io: CommandIo): Promise<Result<ProjectInfo>> {
  return withProject(folder, io, (project) => Promise.resolve(ok(projectInfo(project))));
}

export function projectInfo({ layout, history }: Project): ProjectInfo {
  const { document, revision } = history;
  const { file, sampleRate, channels, lengthSec } = recordingOf(document);
  const { name, activeVersionId } = singleOf(document, 'project') ?? { name: '', activeVersionId: null };
  const { method, seed, overrides } = singleOf(document, 'model') ?? modelDefaults;
  const groupOf = groupLookup(document);
  const counts = new Map<string | null, number>();
  for (const note of recordsOf(document.notes)) {
    const group = groupOf(note);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return {
    folder: layout.folder,
    name,
    revision,
    recording: { path: file.path, sampleRate, channels, durationSec: lengthSec },
    notes: document.notes.size,
    drawnNotes: [...recordsOf(document.notes)].filter(({ origin }) => origin === 'drawn').length,
    isAligned: singleOf(document, 'alignment') !== undefined,
    openDoubts: [...recordsOf(document.doubts)].filter(({ state }) => state === 'open').length,
    anchors: [...recordsOf(document.anchors)].sort((a, b) => a.audioSec - b.audioSec),
    parts: orderedParts(document).map(({ id, name: part, program }) => {
      return { id, name: part, instrument: programName(program) };
    }),
    groups: orderedGroups(document).map(({ id, name: group }) => {
      return { id, name: group, notes: counts.get(id) ?? 0 };
    }),
    restNotes: counts.get(null) ?? 0,
    model: { method, seed, overrides },
    versions: [...recordsOf(document.versions)]
      .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
      .map(({ id, name: version, madeAt, labelsRevision }) => ({
        id,
        name: version,
        madeAt,
        isActive: id === activeVersionId,
        editsSince: revision - labelsRevision,
      })),
    undo: history.done.map((entry) => entry.name),
  };
}

export function describeProject(info: ProjectInfo): string {
  const { recording, anchors, groups, versions, drawnNotes, openDoubts } = info;
  const width = Math.max(4, ...groups.map(({ name }) => name.length));
  const drawn = drawnNotes === 0 ? '' : `, ${drawnNotes} drawn`;
  const aligned = info.isAligned
    ? `aligned${openDoubts === 0 ? '' : `, ${openDoubts} doubtful stretches`}`
    : "not aligned: the score's times count";
  const rest =
    info.restNotes === 0 ? [] : [`    ${'rest'.padEnd(width)}  ${String(info.restNotes).padStart(6)} notes`];
  return [
    `${info.name} (${info.folder}), revision ${info.revision}`,
    `  Recording  ${recording.path}, ${durationText(recording.durationSec)}, ${recording.sampleRate} Hz, ${recording.channels} ch`,
    `  Notes      ${info.notes}${drawn}; ${aligned}; anchors: ${anchors.length}`,
    `  Method     ${info.model.method}, seed ${info.model.seed}`,
    '  Groups',
    ...groups.map(
      ({ id, name, notes }) => `    ${name.padEnd(width)}  ${String(notes).padStart(6)} notes  ${id}`,
    ),
    ...rest,
    versions.length === 0 ? '  No training yet' : '  Versions',
    ...versions.map(({ id, name, madeAt, isActive, editsSince }) => {
      const since = editsSince <= 1 ? '' : `, ${editsSince - 1} edits since`;
      return `  ${isActive ? '*' : ' '} ${id}  ${name}, ${madeAt.slice(0, 16).replace('T', ' ')}${since}`;
    }),
    '',
  ].join('\n');
}
