/** What a page cannot do, whatever runs in it. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Desktop, StartDesktop } from './desktop.ts';
import { makeHome } from './desktop.ts';
import { clickMenu, keptInMain, rollOf, titles, writeProject } from './desktop-actions.ts';

export function guardSpecs(start: StartDesktop): void {
  let desktop: Desktop;

  beforeAll(async () => {
    const home = await makeHome();
    const folder = await writeProject(home, 'guarded');
    desktop = await start([], home);
    // macOS names files by this event, and does so before anything is ready.
    await desktop.evaluate(
      ({ app }, path) => void app.emit('open-file', { preventDefault() {} }, path),
      join(folder, 'guarded.divisi'),
    );
  }, 120_000);
  afterAll(() => desktop.end(), 30_000);

  it('[SH1] a file that the system opens before anything is ready is shown', async () => {
    await rollOf(desktop);
    await expect.poll(() => titles(desktop)).toEqual(['guarded – Divisi']);
  });

  it('[SE2] the page has no Node and no Electron, only the host’s few functions', async () => {
    const page = await rollOf(desktop);
    const seen = await page.evaluate(() => {
      const all = globalThis as unknown as Record<string, unknown>;
      const host = all['divisiHost'] as Record<string, unknown>;
      return {
        node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
          (name) => name in all,
        ),
        host: Object.keys(host).sort(),
        isFixed: Object.isFrozen(host) && !Reflect.set(all, 'divisiHost', {}),
      };
    });
    expect(seen).toEqual({ node: [], host: ['call', 'onOrder', 'pathOf', 'platform'], isFixed: true });
  });

  it('[SE7] channels that are not listed and parameters of another shape are refused', async () => {
    const page = await rollOf(desktop);
    const answers = await page.evaluate(async () => {
      type Host = { call(name: string, params: unknown): Promise<{ ok: boolean; error?: { code: string } }> };
      const { divisiHost: host } = globalThis as unknown as { divisiHost: Host };
      const attempt = (name: string): Promise<string> =>
        Promise.resolve()
          .then(() => host.call(name, {}))
          .then(
            () => 'answered',
            () => 'refused',
          );
      const unlisted = await attempt('shell');
      const inherited = await attempt('constructor');
      const misshapen = await host.call('reveal', { resource: '/etc/passwd' });
      const foreign = await host.call('reveal', { resource: '/resources/p1/exports/../../../etc/passwd' });
      return { unlisted, inherited, misshapen: misshapen.error?.code, foreign: foreign.error?.code };
    });
    expect(answers).toEqual({
      unlisted: 'refused',
      inherited: 'refused',
      misshapen: 'bad-request',
      foreign: 'file-missing',
    });
  });

  it('[SE5] the page stays where it is, and opens no window', async () => {
    const page = await rollOf(desktop);
    const address = page.url();
    await page.evaluate(() => {
      window.open('https://example.com/');
      const link = document.createElement('a');
      link.href = 'https://example.com/elsewhere';
      document.body.append(link);
      link.click();
      location.href = 'https://example.com/away';
    });
    await rollOf(desktop);
    // What the page answers next shows that it is still there.
    expect(await page.evaluate(() => document.title)).toBe('Divisi');
    expect(page.url()).toBe(address);
    expect(await titles(desktop)).toEqual(['guarded – Divisi']);
  });

  it('[SE3] every answer of the application’s protocol has the content policy, and code from elsewhere is refused', async () => {
    const page = await rollOf(desktop);
    const seen = await page.evaluate(async () => {
      const policies = await Promise.all(
        ['/', '/nothing-there', '/resources/none/cache/none'].map(async (path) =>
          (await fetch(new URL(path, location.href))).headers.get('Content-Security-Policy'),
        ),
      );
      let evaluated = 'refused';
      try {
        evaluated = String((0, eval)('"ran"'));
      } catch {
        // As it should be.
      }
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.inlineRan = true;';
      document.body.append(inline);
      return { policies, evaluated, inline: 'inlineRan' in globalThis };
    });
    expect(seen.evaluated).toBe('refused');
    expect(seen.inline).toBe(false);
    for (const policy of seen.policies) {
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/script-src 'self'/);
      expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*/);
    }
  });

  it('[SE9] no path of the protocol leads out of the page’s folder', async () => {
    const page = await rollOf(desktop);
    const statuses = await page.evaluate(async () => {
      const paths = [
        '/..%2fmain.cjs',
        '/%2e%2e/main.cjs',
        '/../main.cjs',
        '/.hidden',
        '/assets/..%2f..%2fmain.cjs',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(new URL(path, location.href))).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  it('[SE8] nothing is asked of the network, whatever the page tries', async () => {
    const page = await rollOf(desktop);
    const tries = await page.evaluate(async () => {
      const attempt = (run: () => Promise<unknown>): Promise<string> =>
        run().then(
          () => 'answered',
          () => 'refused',
        );
      return {
        fetch: await attempt(() => fetch('https://example.com/')),
        local: await attempt(() => fetch('http://127.0.0.1:80/')),
        socket: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('wss://example.com/');
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        ),
        picture: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const image = new Image();
              image.onload = resolve;
              image.onerror = reject;
              image.src = 'https://example.com/x.png';
            }),
        ),
      };
    });
    expect(tries).toEqual({ fetch: 'refused', local: 'refused', socket: 'refused', picture: 'refused' });
    expect(await desktop.escaped()).toEqual([]);
  });

  it('[SE11] reports of crashes are kept, and sent nowhere', async () => {
    expect(await desktop.evaluate(({ crashReporter }) => crashReporter.getUploadToServer(), null)).toBe(
      false,
    );
  });

  it('[SH16] the menu opens the folder of the logs', async () => {
    await desktop.evaluate(({ shell }) => {
      shell.openPath = async (path) => {
        (globalThis as { opened?: string }).opened = path;
        return '';
      };
    }, null);
    await clickMenu(desktop, 'logs');
    const logs = await desktop.evaluate(({ app }) => app.getPath('logs'), null);
    await expect.poll(() => keptInMain(desktop, 'opened')).toBe(logs);
  });

  it('[SH17] the page follows the theme', async () => {
    const page = await rollOf(desktop);
    const isLight = (): Promise<boolean> =>
      page.evaluate(() => matchMedia('(prefers-color-scheme: light)').matches);
    await desktop.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'light'), null);
    await expect.poll(isLight).toBe(true);
    await desktop.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'dark'), null);
    await expect.poll(isLight).toBe(false);
  });
}
