/** Keeps the native menu as the focused window and the list of recent projects say. */
import { Menu } from 'electron';
import { menuTemplate } from './menu-template.ts';
import type { MenuActions, MenuState } from './menu-template.ts';

export class AppMenu {
  readonly #actions: MenuActions;
  #menu: Menu | null = null;
  #state: MenuState | null = null;

  constructor(actions: MenuActions) {
    this.#actions = actions;
  }

  show(state: MenuState): void {
    const before = this.#state;
    this.#state = state;
    // What is enabled and ticked changes with every selection; the items themselves hardly ever do.
    if (before !== null && this.#menu !== null && itemsOf(before) === itemsOf(state)) {
      for (const { id, isEnabled, isOn } of state.commands) {
        const item = this.#menu.getMenuItemById(`command:${id}`);
        if (item === null) continue;
        item.enabled = isEnabled;
        if (isOn !== null) item.checked = isOn;
      }
      return;
    }
    this.#menu = Menu.buildFromTemplate(menuTemplate(state, this.#actions));
    Menu.setApplicationMenu(this.#menu);
  }
}

/** What an item is made of, beside its state. */
function itemsOf({ commands, ...rest }: MenuState): string {
  const items = commands.map(({ id, title, shortcut, isOn }) => [id, title, shortcut, isOn === null]);
  return JSON.stringify([rest, items]);
}
