/**
 * The native menu. What the window can do comes from the window itself, from the list that its palette and its keys
 * use; what the system offers comes as roles; the rest is a few orders of the application.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/contract/host-contract.ts';
import type { RecentProject } from '../../shared/contract/project-calls.ts';
import { accelerator } from './accelerator.ts';
import { texts } from './texts.ts';

export type AppAction =
  | 'new'
  | 'open'
  | 'save'
  | 'saveAs'
  | 'revealProject'
  | 'about'
  | 'licences'
  | 'logs'
  | 'crashReports'
  | 'reload';

export type MenuState = {
  readonly platform: string;
  /** Of the focused window; empty on the start page. */
  readonly commands: readonly MenuCommand[];
  readonly hasProject: boolean;
  readonly recent: readonly RecentProject[];
  /** A package has no developer tools in its menu. */
  readonly isPackaged: boolean;
};

export type MenuActions = {
  readonly act: (action: AppAction) => void;
  readonly openRecent: (path: string) => void;
  readonly command: (id: string) => void;
};

type Item = MenuItemConstructorOptions;

/** Commands of the window's group 'window' that belong elsewhere. */
const ofFile: readonly string[] = ['export', 'closeProject'];
const mostRecent = 12;

export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const { platform, commands } = state;
  const isMac = platform === 'darwin';
  const act = (action: AppAction, label: string, more: Item = {}): Item => ({
    id: action,
    label,
    click: () => actions.act(action),
    ...more,
  });
  const inGroup = (group: string): Item[] =>
    commands.filter((each) => each.group === group).map((each) => commandItem(each, isMac, actions));
  const named = (...ids: readonly string[]): Item[] =>
    commands.filter(({ id }) => ids.includes(id)).map((each) => commandItem(each, isMac, actions));
  const line: Item = { type: 'separator' };
  const about = act('about', texts.menus.about);
  const groups = [...new Set(commands.map(({ group }) => group))].filter(
    (group) => group !== 'edit' && group !== 'window',
  );
  const titleOf = (group: string): string =>
    commands.find((each) => each.group === group)?.groupTitle ?? group;

  return [
    ...(isMac ? [macMenu(about)] : []),
    {
      label: texts.menus.file,
      submenu: [
        act('new', texts.menus.newWindow, { accelerator: 'CommandOrControl+N' }),
        act('open', texts.menus.open, { accelerator: 'CommandOrControl+O' }),
        { label: texts.menus.recent, submenu: recentItems(state.recent, actions) },
        line,
        act('save', texts.menus.save, { accelerator: 'CommandOrControl+S', enabled: state.hasProject }),
        act('saveAs', texts.menus.saveAs, {
          accelerator: 'CommandOrControl+Shift+S',
          enabled: state.hasProject,
        }),
        act('revealProject', texts.menus.revealProject, { enabled: state.hasProject }),
        line,
        ...named(...ofFile),
        { role: 'close', label: texts.menus.closeWindow },
        ...(isMac ? [] : [line, { role: 'quit', label: texts.menus.quit } as const]),
      ],
    },
    {
      label: texts.menus.edit,
      submenu: [
        ...named('undo', 'redo'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        line,
        ...inGroup('edit').filter(({ id }) => id !== 'command:undo' && id !== 'command:redo'),
      ],
    },
    ...groups.map((group): Item => ({ label: titleOf(group), submenu: inGroup(group) })),
    { role: 'windowMenu', label: texts.menus.window },
    {
      role: 'help',
      label: texts.menus.help,
      submenu: [
        ...inGroup('window').filter(({ id }) => !ofFile.includes(id?.slice('command:'.length) ?? '')),
        line,
        act('licences', texts.menus.licences),
        act('logs', texts.menus.logs),
        act('crashReports', texts.menus.crashReports),
        act('reload', texts.menus.reload),
        ...(state.isPackaged ? [] : [{ role: 'toggleDevTools', label: texts.menus.tools } as const]),
        ...(isMac ? [] : [line, about]),
      ],
    },
  ];
}

function commandItem(command: MenuCommand, isMac: boolean, actions: MenuActions): Item {
  const { id, title, shortcut, isEnabled, isOn } = command;
  // A key without Cmd would be taken from whoever types; a Mac's menu cannot only show it.
  const shown = shortcut === null || (isMac && !shortcut.includes('Mod+')) ? null : accelerator(shortcut);
  return {
    id: `command:${id}`,
    label: title,
    enabled: isEnabled,
    ...(isOn === null ? {} : { type: 'checkbox', checked: isOn }),
    // The page has the key first, by its own rules; the menu tells it.
    ...(shown === null ? {} : { accelerator: shown, registerAccelerator: false }),
    click: () => actions.command(id),
  };
}

function recentItems(recent: readonly RecentProject[], { openRecent }: MenuActions): Item[] {
  if (recent.length === 0) return [{ label: texts.menus.noRecent, enabled: false }];
  const shown = recent.slice(0, mostRecent);
  const isTwice = (name: string): boolean => shown.filter((each) => each.name === name).length > 1;
  return shown.map(({ name, path }) => ({
    id: `recent:${path}`,
    // An ampersand would underline what follows it.
    label: (isTwice(name) ? `${name} (${path})` : name).replaceAll('&', '&&'),
    toolTip: path,
    click: () => openRecent(path),
  }));
}

function macMenu(about: Item): Item {
  const line: Item = { type: 'separator' };
  return {
    label: texts.name,
    submenu: [
      about,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit', label: texts.menus.quit },
    ],
  };
}
