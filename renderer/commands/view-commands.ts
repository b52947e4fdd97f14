/** Commands that change what is shown, and the tools. */
import type { ToolName } from '../../shared/document/session.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import type { WindowState } from '../state/window-state.svelte.ts';
import type { Command } from './command.ts';

const zoomStep = 1.5;

export function viewCommands(workspace: Workspace, window: WindowState): readonly Command[] {
  const { project, roll, player } = workspace;
  const tool = (id: Command['id'], name: ToolName, key: string): Command => ({
    id,
    group: 'tool',
    shortcuts: [key],
    isOn: () => roll.tool === name,
    run: () => (roll.tool = name),
  });
  const zoom = (factor: number) => (): void => {
    const { view } = roll;
    const x = (player.positionSec - view.startSec) * view.pxPerSec;
    roll.zoomTime(x >= 0 && x <= view.widthPx ? x : view.widthPx / 2, factor);
  };
  return [
    tool('toolSelect', 'select', 'V'),
    tool('toolDraw', 'draw', 'D'),
    tool('toolPaint', 'paint', 'B'),
    tool('toolErase', 'erase', 'X'),
    tool('toolTolerance', 'tolerance', 'E'),
    tool('toolLasso', 'lasso', 'Q'),
    {
      id: 'snap',
      group: 'tool',
      shortcuts: ['N'],
      isOn: () => roll.isSnapping,
      run: () => (roll.isSnapping = !roll.isSnapping),
    },
    {
      id: 'zoomSelection',
      group: 'view',
      shortcuts: ['Z'],
      run: () => {
        const notes = project.selectedNotes();
        if (notes.length === 0) return;
        roll.fit({
          fromSec: notes.reduce(
            (least, { onsetSec, beforeSec }) => Math.min(least, onsetSec - beforeSec),
            Infinity,
          ),
          toSec: notes.reduce((most, { offsetSec, afterSec }) => Math.max(most, offsetSec + afterSec), 0),
          lowMidi: notes.reduce((least, { pitchMidi }) => Math.min(least, pitchMidi), 127) - 6,
          highMidi: notes.reduce((most, { pitchMidi }) => Math.max(most, pitchMidi), 0) + 6,
        });
      },
    },
    {
      id: 'zoomAll',
      group: 'view',
      shortcuts: ['Shift+Z'],
      run: () => {
        const pitches = project.layout.notes.map(({ pitchMidi }) => pitchMidi);
        const lowMidi = pitches.reduce((least, pitch) => Math.min(least, pitch), 127);
        const highMidi = pitches.reduce((most, pitch) => Math.max(most, pitch), 0);
        const range = lowMidi <= highMidi ? { lowMidi, highMidi } : {};
        roll.fit({ fromSec: 0, toSec: workspace.lengthSec, ...range });
      },
    },
    { id: 'zoomIn', group: 'view', shortcuts: ['+', '='], run: zoom(zoomStep) },
    { id: 'zoomOut', group: 'view', shortcuts: ['-'], run: zoom(1 / zoomStep) },
    {
      id: 'spectrogram',
      group: 'view',
      shortcuts: ['G'],
      isOn: () => roll.showsSpectrogram,
      run: () => (roll.showsSpectrogram = !roll.showsSpectrogram),
    },
    {
      id: 'units',
      group: 'view',
      shortcuts: ['U'],
      isOn: () => roll.showsUnits,
      run: () => (roll.showsUnits = !roll.showsUnits),
    },
    {
      id: 'halos',
      group: 'view',
      shortcuts: ['H'],
      isOn: () => roll.showsHalos,
      run: () => (roll.showsHalos = !roll.showsHalos),
    },
    {
      id: 'export',
      group: 'window',
      shortcuts: ['Mod+E'],
      run: () => (window.isExportOpen = true),
    },
    {
      id: 'palette',
      group: 'window',
      shortcuts: ['Mod+K', 'Mod+Shift+P'],
      run: () => (window.isPaletteOpen = true),
    },
    { id: 'shortcuts', group: 'window', shortcuts: ['?'], run: () => (window.isShortcutsOpen = true) },
  ];
}
