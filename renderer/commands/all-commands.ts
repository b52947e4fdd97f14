/** The one list of commands that keys, palette, buttons and the shortcut sheet share. */
import { strings } from '../strings/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import type { OpenProject } from '../state/open-project.svelte.ts';
import type { WindowState } from '../state/window-state.svelte.ts';
import { alignCommands } from './align-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { labelCommands } from './label-commands.ts';
import { listenCommands } from './listen-commands.ts';
import { playCommands } from './play-commands.ts';
import { viewCommands } from './view-commands.ts';

export function allCommands(open: OpenProject, window: WindowState, close: () => void): readonly Command[] {
  return [
    ...playCommands(open.workspace),
    ...listenCommands(open),
    ...editCommands(open.workspace),
    ...labelCommands(open),
    ...viewCommands(open.workspace, window),
    ...alignCommands(open, window),
    { id: 'save', group: 'window', shortcuts: ['Mod+S'], run: () => void saveNow(open) },
    { id: 'closeProject', group: 'window', shortcuts: [], run: close },
  ];
}

/** Every edit is on the disk already; this writes the project's own file. */
async function saveNow(open: OpenProject): Promise<void> {
  const saved = await open.save();
  if (saved.ok) toasts.tell(strings.status.savedNow);
  else toasts.fail(saved.error);
}
