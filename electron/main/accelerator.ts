/** Electron's words for the keys that the window's shortcuts name otherwise. */
const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  Mod: 'CommandOrControl',
  '+': 'Plus',
};

/** Of a shortcut of the window's commands: 'Mod+Shift+Z' is 'CommandOrControl+Shift+Z'. */
export function accelerator(shortcut: string): string {
  // The key itself may be a plus.
  const at = shortcut.length < 2 ? -1 : shortcut.lastIndexOf('+', shortcut.length - 2);
  const modifiers = at < 0 ? [] : shortcut.slice(0, at).split('+');
  return [...modifiers, shortcut.slice(at + 1)].map((part) => keyNames[part] ?? part).join('+');
}
