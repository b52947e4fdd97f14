/** Key combinations: 'Mod+Shift+Z', 'ArrowUp', '?'. Mod is Cmd on a Mac, Ctrl elsewhere. */

export type KeyPress = {
  readonly key: string;
  /** The key's place on the keyboard, 'KeyZ', whatever it writes. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** Characters whose Shift belongs to the keyboard's layout and not to the shortcut. */
const isSymbol = /^[^a-z0-9]$/i;

export function matchesShortcut(shortcut: string, press: KeyPress, isMac: boolean): boolean {
  const { key, modifiers } = partsOf(shortcut);
  const wants = (name: string): boolean => modifiers.includes(name);
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const otherMod = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== wants('Mod') || otherMod || press.altKey !== wants('Alt')) return false;
  if (!isSymbol.test(key) && press.shiftKey !== wants('Shift')) return false;
  return sameKey(key, press);
}

/** As people read it: '⇧⌘Z' on a Mac, 'Ctrl+Shift+Z' elsewhere. */
export function shortcutText(shortcut: string, isMac: boolean): string {
  const names = isMac ? macNames : otherNames;
  const order = ['Alt', 'Shift', 'Mod'];
  const { key, modifiers } = partsOf(shortcut);
  const shown = isMac ? modifiers.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) : modifiers;
  return [...shown, key].map((part) => names[part] ?? part).join(isMac ? '' : '+');
}

const arrows = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const macNames: Readonly<Record<string, string>> = {
  ...arrows,
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Space: 'Space',
  Delete: '⌫',
  Escape: 'Esc',
};
const otherNames: Readonly<Record<string, string>> = { ...arrows, Mod: 'Ctrl', Escape: 'Esc', Delete: 'Del' };

/** The key itself may be a plus. */
function partsOf(shortcut: string): { readonly key: string; readonly modifiers: readonly string[] } {
  const at = shortcut.length < 2 ? -1 : shortcut.lastIndexOf('+', shortcut.length - 2);
  const modifiers = at < 0 ? [] : shortcut.slice(0, at).split('+');
  return { key: shortcut.slice(at + 1), modifiers };
}

function sameKey(key: string, press: KeyPress): boolean {
  if (key === 'Space') return press.key === ' ';
  if (key === 'Delete') return press.key === 'Delete' || press.key === 'Backspace';
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  // Alt writes other letters on a Mac, and other alphabets other letters anywhere: the place counts then.
  return /^[a-z]$/i.test(key) && press.code === `Key${key.toUpperCase()}` && !/^[a-z]$/i.test(press.key);
}
