/** What every window is opened with. Each line of `webPreferences` is an item of SECURITY.md, with a test. */
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

/** The window's ground before its page is there: as in the page's theme. */
const grounds = { dark: '#16181d', light: '#f3f4f6' };

export function windowGround(isDark: boolean): string {
  return isDark ? grounds.dark : grounds.light;
}

export function windowOptions(
  preload: string,
  bounds: Rectangle | null,
  isDark: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...(bounds ?? { width: 1280, height: 820 }),
    minWidth: 900,
    minHeight: 560,
    show: false,
    title: 'Divisi',
    backgroundColor: windowGround(isDark),
    webPreferences: {
      preload,
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
      // Its dictionaries would come from the network.
      spellcheck: false,
      // Sound goes on, and meters and drawings stay in step, behind other windows.
      backgroundThrottling: false,
    },
  };
}
