/**
 * The page's dealings with the desktop application around it: what it shows, for title, menu and dock; and what menu
 * and system ask of it. In a browser all of this does nothing.
 */
import type { HostOrder, MenuCommand, WindowReport } from '../../shared/contract/host-contract.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import type { Result } from '../../shared/std/result.ts';
import { host, pathOfFile } from '../backend/host.ts';
import type { Command } from '../commands/command.ts';
import { commandGroups, commandTitles } from '../strings/command-titles.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { app } from './app-state.svelte.ts';
import type { OpenProject } from './open-project.svelte.ts';

type Shown = {
  readonly open: OpenProject;
  readonly commands: readonly Command[];
  readonly save: () => Promise<Result<null>>;
};

let shown: Shown | null = null;

/** Called once, by the page's outermost component while it is made. */
export function answerHost(): void {
  host?.onOrder((order) => void obey(order));
  if (host !== null) window.addEventListener('drop', openDropped, { capture: true });
  $effect(() => {
    if (app.screen.kind !== 'main') report({ project: null, isEdited: false, commands: [] });
  });
}

/** Called by the screen of a project while it is made. */
export function showToHost(open: OpenProject, commands: readonly Command[]): void {
  if (host === null) return;
  const { project } = open.workspace;
  let saved = $state.raw(project.document);
  const save = async (): Promise<Result<null>> => {
    const { document } = project;
    const result = await open.save();
    if (result.ok) saved = document;
    return result;
  };
  $effect(() => {
    const own = { open, commands, save };
    shown = own;
    return () => {
      if (shown === own) shown = null;
    };
  });
  $effect(() =>
    report({
      project: {
        handle: open.handle,
        folder: open.path,
        name: singleOf(project.document, 'project')?.name ?? '',
      },
      isEdited: project.document !== saved,
      commands: commands.map(menuCommand),
    }),
  );
}

/** A project's file that is dropped anywhere opens that project; other files belong to whoever is below. */
function openDropped(event: DragEvent): void {
  const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) =>
    name.toLowerCase().endsWith('.divisi'),
  );
  const path = file === undefined ? null : pathOfFile(file);
  if (path === null) return;
  event.preventDefault();
  event.stopPropagation();
  void host?.call('open', { path });
}

function report(what: WindowReport): void {
  void host?.call('report', what);
}

function menuCommand({ id, group, shortcuts, isEnabled, isOn }: Command): MenuCommand {
  return {
    id,
    group,
    groupTitle: commandGroups[group],
    title: commandTitles[id],
    shortcut: shortcuts[0] ?? null,
    isEnabled: isEnabled?.() ?? true,
    isOn: isOn?.() ?? null,
  };
}

async function obey(order: HostOrder): Promise<void> {
  switch (order.kind) {
    case 'command':
      return run(order.id);
    case 'open':
      await app.close();
      return app.open(order.path);
    case 'save': {
      const saved = await shown?.save();
      const failure = saved === undefined || saved.ok ? null : saved.error.message;
      await host?.call('saved', { order: order.order, failure });
      return;
    }
    case 'lost':
      // The connection hears of it by itself.
      return;
    case 'tell':
      toasts.tell(order.text);
  }
}

/** What the system's menu and a text field both know belongs to the field while one types. */
const fieldCommands: readonly string[] = ['undo', 'redo', 'selectAll', 'delete'];

function run(id: string): void {
  const field = document.activeElement;
  const isTyping = field instanceof HTMLElement && field.matches('input:not([type=range]), textarea');
  if (isTyping && fieldCommands.includes(id)) {
    // The only way to the field's own list of undo.
    document.execCommand(id);
    return;
  }
  const command = shown?.commands.find((each) => each.id === id);
  if (command?.isEnabled?.() ?? true) command?.run();
}
