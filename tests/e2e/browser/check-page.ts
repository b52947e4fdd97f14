/** What a page is held against that no test of behaviour sees: axe's rules, and text that does not fit. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what axe's makers hold for good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every violation as one line: rule, and where. In dark and in light. */
export async function violationsOf(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    // The page lets no script in; what the driver evaluates is not the page's.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (runOnly) =>
        (globalThis as unknown as { axe: { run: (options: unknown) => Promise<axe.AxeResults> } }).axe.run({
          runOnly,
          resultTypes: ['violations'],
        }),
      // Between dark and light nothing differs but colours.
      colorScheme === 'dark'
        ? { type: 'tag', values: tags }
        : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
    );
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary = '' } of nodes) {
        found.push(`${screen}, ${colorScheme}: ${id} at ${target.join(' ')}: ${failureSummary}`);
      }
    }
  }
  return found;
}
