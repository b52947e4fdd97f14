import { describe, expect, it } from 'vitest';
import { accelerator } from '../../../../electron/main/accelerator.ts';

describe('keys in the menu', () => {
  it('[SH3] are named as Electron names them', () => {
    const names = {
      'Mod+Shift+Z': 'CommandOrControl+Shift+Z',
      ArrowUp: 'Up',
      'Shift+ArrowLeft': 'Shift+Left',
      'Mod+Enter': 'CommandOrControl+Return',
      '+': 'Plus',
      'Mod++': 'CommandOrControl+Plus',
      '-': '-',
      '?': '?',
      Space: 'Space',
      '[': '[',
    };
    for (const [shortcut, name] of Object.entries(names)) expect(accelerator(shortcut), shortcut).toBe(name);
  });
});
