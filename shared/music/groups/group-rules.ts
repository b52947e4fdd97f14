/** A grouping as rules that go on holding when notes come and go. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { Score, ScoreNote } from '../score.ts';
import type { NoteSelection } from './group-file.ts';
import type { GroupSpec } from './group-spec.ts';
import { resolveGroups } from './resolve-groups.ts';

export type GroupRule = { readonly name: string; readonly rule: readonly NoteSelection[] };

/** The groups of `resolveGroups`, by name and in order, but for the rest. Fails as it does. */
export function groupRules(score: Score, spec: GroupSpec): Result<readonly GroupRule[]> {
  const resolved = resolveGroups(score, spec);
  if (!resolved.ok) return resolved;
  const byId = new Map(score.notes.map((note) => [note.id, note]));
  return ok(
    resolved.value.groups
      .filter(({ kind }) => kind === 'group')
      .map(({ name, noteIds }, index): GroupRule => ({
        name,
        rule: ruleOf(spec, index, byId.get(noteIds[0] ?? '')),
      })),
  );
}

function ruleOf(spec: GroupSpec, index: number, note: ScoreNote | undefined): readonly NoteSelection[] {
  if (spec.kind === 'file') return spec.file.groups[index]?.select ?? [];
  if (note === undefined) return [];
  switch (spec.kind) {
    case 'channels':
      return [{ channels: [note.channel + 1] }];
    case 'instruments':
      return [{ instruments: [note.program + 1] }];
    case 'tracks':
      return [{ tracks: [note.track + 1] }];
    case 'hands':
      return [handRule(spec.splitPitch, note)];
  }
}

function handRule(splitPitch: number | undefined, note: ScoreNote): NoteSelection {
  if (splitPitch === undefined) return { tracks: [note.track + 1] };
  const isRight = note.pitchMidi >= splitPitch;
  return {
    pitches: [isRight ? { lowMidi: splitPitch, highMidi: 127 } : { lowMidi: 0, highMidi: splitPitch - 1 }],
  };
}
