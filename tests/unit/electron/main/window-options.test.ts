import { describe, expect, it } from 'vitest';
import { windowGround, windowOptions } from '../../../../electron/main/window-options.ts';

describe('windows', () => {
  it('[SE1] are sandboxed, isolated and without Node', () => {
    const { webPreferences } = windowOptions('/app/preload.cjs', null, true);
    expect(webPreferences).toEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
    });
    expect(webPreferences).not.toHaveProperty('enableBlinkFeatures');
  });

  it('[SH14] open where they are told, on the ground of the theme', () => {
    const bounds = { x: 10, y: 20, width: 1000, height: 700 };
    expect(windowOptions('', bounds, false)).toMatchObject({
      ...bounds,
      backgroundColor: windowGround(false),
    });
    expect(windowGround(true)).not.toBe(windowGround(false));
  });
});
