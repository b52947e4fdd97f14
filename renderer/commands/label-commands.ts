/** What brush, pencil and lasso do, by commands: for whoever works without a pointer. */
import { drawNote } from '../../shared/document/edits/draw-notes.ts';
import { paintCells } from '../../shared/document/edits/paint-cells.ts';
import type { PaintStroke } from '../../shared/document/edits/paint-cells.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import { noteKey } from '../canvas/roll-note.ts';
import { matrixViews } from '../state/matrix-state.svelte.ts';
import type { OpenProject } from '../state/open-project.svelte.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import { nearestPart } from '../tools/nearest-part.ts';
import type { Command } from './command.ts';

const drawn = Object.freeze({ pitchMidi: 60, lengthSec: 0.5, velocity: 80 });
/** All that a piano has. */
const keys = Object.freeze({ lowMidi: 21, highMidi: 108 });

export function labelCommands({ workspace, matrix }: OpenProject): readonly Command[] {
  const { project, roll } = workspace;
  const hasSelection = (): boolean => project.selectedNotes().length > 0;
  const hasLoop = (): boolean => workspace.loop.toSec > workspace.loop.fromSec;
  const paint = (id: Command['id'], value: 'on' | 'off' | 'erase'): Command => ({
    id,
    group: 'edit',
    shortcuts: [],
    isEnabled: hasSelection,
    run: () => void project.commit(paintCells(project.document, strokesOf(workspace), value)),
  });
  return [
    { id: 'drawHere', group: 'edit', shortcuts: ['Shift+D'], run: () => drawHere(workspace) },
    paint('paintOn', 'on'),
    paint('paintOff', 'off'),
    paint('paintErase', 'erase'),
    {
      id: 'handOver',
      group: 'edit',
      shortcuts: ['Shift+Q'],
      isEnabled: () => hasSelection() || hasLoop(),
      run: () => (roll.lassoed = cornersOf(workspace)),
    },
    {
      id: 'matrixView',
      group: 'view',
      shortcuts: ['Shift+U'],
      run: () => {
        const next = matrixViews[(matrixViews.indexOf(matrix.view) + 1) % matrixViews.length]!;
        if (roll.showsUnits) matrix.view = next;
        roll.showsUnits = true;
      },
    },
  ];
}

/** The selected notes' own cells. */
function strokesOf({ project }: Workspace): readonly PaintStroke[] {
  return project.selectedNotes().map(({ noteId, pitchMidi, onsetSec, offsetSec }) => ({
    partId: recordOf(project.document.notes, noteId)!.partId,
    pitchMidi,
    unit: null,
    fromSec: onsetSec,
    toSec: offsetSec,
  }));
}

/** At the playhead, with the pitch of the selected note. */
function drawHere({ project, player, groups, focusedStrip, lengthSec }: Workspace): void {
  const { document, layout, selected } = project;
  const onsetSec = Math.min(player.positionSec, lengthSec - drawn.lengthSec);
  const pitchMidi = project.selectedNotes()[0]?.pitchMidi ?? drawn.pitchMidi;
  const id = `n${crypto.randomUUID().replaceAll('-', '')}`;
  const isDrawn = project.commit(
    drawNote(document, {
      id,
      partId: nearestPart({ document, layout, selected }, { sec: onsetSec, pitch: pitchMidi }),
      pitchMidi,
      velocity: drawn.velocity,
      onsetSec,
      offsetSec: onsetSec + drawn.lengthSec,
      ...(groups.some((group) => group.id === focusedStrip) ? { groupId: focusedStrip } : {}),
    }),
  );
  if (isDrawn) project.select([noteKey(id, 1)]);
}

/** Around the selected notes, or else all of the loop. */
function cornersOf({ project, loop }: Workspace): readonly (readonly [number, number])[] {
  const notes = project.selectedNotes();
  let { fromSec, toSec } = loop;
  let [low, high]: [number, number] = [keys.lowMidi, keys.highMidi];
  if (notes.length > 0) [fromSec, toSec, low, high] = [Infinity, 0, 127, 0];
  for (const { onsetSec, offsetSec, pitchMidi } of notes) {
    fromSec = Math.min(fromSec, onsetSec);
    toSec = Math.max(toSec, offsetSec);
    low = Math.min(low, pitchMidi);
    high = Math.max(high, pitchMidi);
  }
  return [
    [fromSec, low - 0.5],
    [toSec, low - 0.5],
    [toSec, high + 0.5],
    [fromSec, high + 0.5],
  ];
}
