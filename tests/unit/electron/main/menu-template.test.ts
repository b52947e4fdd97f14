import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../../electron/main/menu-template.ts';
import type { MenuState } from '../../../../electron/main/menu-template.ts';
import type { MenuCommand } from '../../../../shared/contract/host-contract.ts';

type Item = MenuItemConstructorOptions;

const command = (id: string, group: string, more: Partial<MenuCommand> = {}): MenuCommand => ({
  id,
  group,
  groupTitle: group.toUpperCase(),
  title: `Do ${id}`,
  shortcut: null,
  isEnabled: true,
  isOn: null,
  ...more,
});

const commands = [
  command('play', 'play', { shortcut: 'Space' }),
  command('loop', 'play', { shortcut: 'L', isOn: true }),
  command('undo', 'edit', { shortcut: 'Mod+Z', isEnabled: false }),
  command('selectAll', 'edit', { shortcut: 'Mod+A' }),
  command('export', 'window', { shortcut: 'Mod+E' }),
  command('palette', 'window', { shortcut: 'Mod+K' }),
];
const state: MenuState = {
  platform: 'linux',
  commands,
  hasProject: true,
  recent: [
    { path: '/a/piece', name: 'piece', openedAt: '' },
    { path: '/b/piece', name: 'piece', openedAt: '' },
    { path: '/c/Song & Dance', name: 'Song & Dance', openedAt: '' },
  ],
  isPackaged: true,
};
const actions = { act: vi.fn(), openRecent: vi.fn(), command: vi.fn() };

function all(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}
const itemOf = (menu: readonly Item[], id: string): Item | undefined =>
  all(menu).find((item) => item.id === id);
const click = (item: Item | undefined): void => (item?.click as (() => void) | undefined)?.();

describe('the native menu', () => {
  it('[SH3] holds every command of the window once, as the window has it', () => {
    const menu = menuTemplate(state, actions);
    for (const { id, title, isEnabled } of commands) {
      const items = all(menu).filter((item) => item.id === `command:${id}`);
      expect(items, id).toHaveLength(1);
      expect(items[0]).toMatchObject({ label: title, enabled: isEnabled });
    }
    expect(itemOf(menu, 'command:loop')).toMatchObject({ type: 'checkbox', checked: true, accelerator: 'L' });
    expect(itemOf(menu, 'command:play')).toMatchObject({ accelerator: 'Space' });
    click(itemOf(menu, 'command:selectAll'));
    expect(actions.command).toHaveBeenCalledExactlyOnceWith('selectAll');
    expect(menu.map(({ label }) => label)).toEqual(['File', 'Edit', 'PLAY', 'Window', 'Help']);
  });

  it('[SH3] shows keys, and leaves them to the page', () => {
    const withKeys = (platform: string): Item[] =>
      all(menuTemplate({ ...state, platform }, actions)).filter(
        ({ id }) => id?.startsWith('command:') === true,
      );
    for (const item of withKeys('linux')) expect(item.registerAccelerator, item.id).toBe(false);
    // A Mac's menu takes the keys that it shows: those that people type are not shown there.
    const onMac = withKeys('darwin').map(({ accelerator }) => accelerator ?? null);
    expect(onMac.filter((key) => key !== null).every((key) => String(key).includes('CommandOrControl'))).toBe(
      true,
    );
  });

  it('[SH4] lists recent projects, told apart by their folders', () => {
    const menu = menuTemplate(state, actions);
    const labels = ['/a/piece', '/b/piece', '/c/Song & Dance'].map(
      (path) => itemOf(menu, `recent:${path}`)?.label,
    );
    expect(labels).toEqual(['piece (/a/piece)', 'piece (/b/piece)', 'Song && Dance']);
    click(itemOf(menu, 'recent:/b/piece'));
    expect(actions.openRecent).toHaveBeenCalledExactlyOnceWith('/b/piece');
  });

  it('[SH3] has the roles of the system, and what a project needs only with one', () => {
    const roles = (platform: string): (string | undefined)[] =>
      all(menuTemplate({ ...state, platform }, actions)).map(({ role }) => role);
    for (const role of ['cut', 'copy', 'paste', 'close', 'quit', 'windowMenu', 'help'])
      expect(roles('linux'), role).toContain(role);
    for (const role of ['services', 'hide', 'hideOthers', 'unhide', 'quit'])
      expect(roles('darwin')).toContain(role);
    expect(roles('linux')).not.toContain('toggleDevTools');
    const start = menuTemplate({ ...state, commands: [], hasProject: false, recent: [] }, actions);
    expect(itemOf(start, 'save')?.enabled).toBe(false);
    expect(itemOf(start, 'open')?.enabled ?? true).toBe(true);
  });
});
