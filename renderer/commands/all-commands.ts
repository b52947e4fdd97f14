/** The one list of commands that keys, palette, buttons and the shortcut sheet share. */
import type { OpenProject } from '../state/open-project.svelte.ts';
import type { WindowState } from '../state/window-state.svelte.ts';
import { alignCommands } from './align-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { listenCommands } from './listen-commands.ts';
import { playCommands } from './play-commands.ts';
import { viewCommands } from './view-commands.ts';

export function allCommands(open: OpenProject, window: WindowState, close: () => void): readonly Command[] {
  return [
    ...playCommands(open.workspace),
    ...listenCommands(open),
    ...editCommands(open.workspace),
    ...viewCommands(open.workspace, window),
    ...alignCommands(open, window),
    { id: 'closeProject', group: 'window', shortcuts: [], run: close },
  ];
}
