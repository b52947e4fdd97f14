import { expect, it } from 'vitest';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('what the page may do', (session) => {
  it('[U54] the page runs scripts of its own files alone, and has no Node', async () => {
    const page = session.page();
    const answer = await page.request.get(new URL(page.url()).origin);
    const scripts = /script-src ([^;]*)/.exec(answer.headers()['content-security-policy'] ?? '')?.[1];
    expect(scripts).toBeDefined();
    expect(scripts!.split(' ')).not.toContain("'unsafe-inline'");
    expect(scripts!.split(' ')).not.toContain("'unsafe-eval'");
    const found = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.ranInline = true';
      document.head.append(inline);
      // A function of its own task, which the driver's rights do not cover.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
            resolve(new Function('return true')());
          } catch {
            resolve(false);
          }
        });
      });
      const names = ['process', 'require', 'module', 'Buffer', 'global', '__dirname'];
      return {
        evaluated,
        inline: 'ranInline' in globalThis,
        ofNode: names.filter((name) => name in globalThis),
        outside: await fetch('https://example.org/').then(
          () => true,
          () => false,
        ),
      };
    });
    expect(found).toEqual({ evaluated: false, inline: false, ofNode: [], outside: false });
  });
});
