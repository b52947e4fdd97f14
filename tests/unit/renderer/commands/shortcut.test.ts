import { describe, expect, it } from 'vitest';
import { matchesShortcut, shortcutText } from '../../../../renderer/commands/shortcut.ts';
import type { KeyPress } from '../../../../renderer/commands/shortcut.ts';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...changes,
});

describe('shortcuts', () => {
  it('[U12] Mod is Cmd on a Mac and Ctrl elsewhere, and nothing else', () => {
    expect(matchesShortcut('Mod+Z', press('z', { ctrlKey: true }), false)).toBe(true);
    expect(matchesShortcut('Mod+Z', press('z', { metaKey: true }), false)).toBe(false);
    expect(matchesShortcut('Mod+Z', press('z', { metaKey: true }), true)).toBe(true);
    expect(matchesShortcut('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matchesShortcut('Z', press('z', { ctrlKey: true }), false)).toBe(false);
  });

  it('[U12] signs count whatever it takes to type them', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('+', press('+', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('[', press('['), false)).toBe(true);
  });

  it('[U12] letters of other alphabets count by their key', () => {
    expect(matchesShortcut('K', press('л', { code: 'KeyK' }), false)).toBe(true);
    expect(matchesShortcut('K', press('q', { code: 'KeyK' }), false)).toBe(false);
  });

  it('[U12] Space, Delete and Backspace', () => {
    expect(matchesShortcut('Space', press(' '), false)).toBe(true);
    expect(matchesShortcut('Delete', press('Backspace'), true)).toBe(true);
  });

  it('[U12] they read as on each system', () => {
    expect(shortcutText('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(shortcutText('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(shortcutText('Shift+ArrowUp', false)).toBe('Shift+↑');
    expect(shortcutText('+', false)).toBe('+');
  });
});
