/** Commands that change notes. */
import { copyNotes } from '../../shared/document/edits/draw-notes.ts';
import { deleteNotes } from '../../shared/document/edits/delete-notes.ts';
import { moveNotes } from '../../shared/document/edits/move-notes.ts';
import { unpinNotes } from '../../shared/document/edits/trim-notes.ts';
import { noteKey } from '../canvas/roll-note.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import type { Command } from './command.ts';

/** Arrow keys move by this: a step that is heard, and smaller than any tolerance. */
const nudgeSec = 0.01;

export function editCommands(workspace: Workspace): readonly Command[] {
  const { project } = workspace;
  const hasSelection = (): boolean => project.selectedNotes().length > 0;
  const nudge = (bySec: number, bySemitones: number) => (): void => {
    project.commit(moveNotes(project.document, project.selectedRefs(), { bySec, bySemitones }));
  };
  const nudgeBar = (direction: 1 | -1) => (): void => nudge(direction * barSec(workspace), 0)();
  const ofSelection = (id: Command['id'], shortcuts: readonly string[], run: () => void): Command => ({
    id,
    group: 'edit',
    shortcuts,
    run,
    isEnabled: hasSelection,
  });
  return [
    {
      id: 'undo',
      group: 'edit',
      shortcuts: ['Mod+Z'],
      isEnabled: () => project.done.length > 0,
      run: () => project.undo(),
    },
    {
      id: 'redo',
      group: 'edit',
      shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
      isEnabled: () => project.undone.length > 0,
      run: () => project.redo(),
    },
    {
      id: 'selectAll',
      group: 'edit',
      shortcuts: ['Mod+A'],
      run: () => project.select(project.layout.notes.map(({ key }) => key)),
    },
    { id: 'selectNone', group: 'edit', shortcuts: ['Escape'], run: () => project.select([]) },
    ofSelection('delete', ['Delete'], () => {
      project.commit(deleteNotes(project.document, project.selectedRefs()));
    }),
    ofSelection('duplicate', ['Mod+D'], () => duplicate(workspace)),
    ofSelection('nudgeLeft', ['ArrowLeft'], nudge(-nudgeSec, 0)),
    ofSelection('nudgeRight', ['ArrowRight'], nudge(nudgeSec, 0)),
    ofSelection('nudgeUp', ['ArrowUp'], nudge(0, 1)),
    ofSelection('nudgeDown', ['ArrowDown'], nudge(0, -1)),
    ofSelection('barLeft', ['Shift+ArrowLeft'], nudgeBar(-1)),
    ofSelection('barRight', ['Shift+ArrowRight'], nudgeBar(1)),
    ofSelection('octaveUp', ['Shift+ArrowUp'], nudge(0, 12)),
    ofSelection('octaveDown', ['Shift+ArrowDown'], nudge(0, -12)),
    ofSelection('unpin', [], () => {
      const ids = project.selectedNotes().map(({ noteId }) => noteId);
      project.commit(unpinNotes(project.document, [...new Set(ids)]));
    }),
  ];
}

/** Copies right behind the selected notes. */
function duplicate({ project }: Workspace): void {
  const notes = project.selectedNotes();
  const first = notes.reduce((least, { onsetSec }) => Math.min(least, onsetSec), Infinity);
  const last = notes.reduce((most, { offsetSec }) => Math.max(most, offsetSec), -Infinity);
  const ids = notes.map(() => `n${crypto.randomUUID().replaceAll('-', '')}`);
  const move = { bySec: last - first, bySemitones: 0 };
  if (project.commit(copyNotes(project.document, project.selectedRefs(), move, ids))) {
    project.select(ids.map((id) => noteKey(id, 1)));
  }
}

/** Length of the bar in which the selection begins; a second where there are none. */
function barSec({ project, beats }: Workspace): number {
  const onset = project.selectedNotes()[0]?.onsetSec ?? 0;
  const bars = beats.filter(({ beat }) => beat === 1);
  const next = bars.findIndex(({ sec }) => sec > onset);
  const [from, to] = next > 0 ? [bars[next - 1], bars[next]] : [bars.at(-2), bars.at(-1)];
  return from === undefined || to === undefined ? 1 : Math.max(to.sec - from.sec, 0.01);
}
