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

/** Texts that cannot be read in full: cut off by what holds them, without a tooltip, or outside of the window. */
export function lostTexts(page: Page, screen: string): Promise<string[]> {
  return page.evaluate((name) => {
    const isCut = (box: DOMRect, holder: DOMRect, overflowX: string, overflowY: string): boolean =>
      (['hidden', 'clip'].includes(overflowX) && box.right > holder.right + 1) ||
      (['hidden', 'clip'].includes(overflowY) && box.bottom > holder.bottom + 1);
    const isLost = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      for (let holder: Element | null = element; holder !== null; holder = holder.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(holder);
        const text = { right: box.left + element.scrollWidth, bottom: box.bottom } as DOMRect;
        const own = holder === element ? text : box;
        if (isCut(own, holder.getBoundingClientRect(), overflowX, overflowY)) return true;
        // What scrolls can be reached.
        if ([overflowX, overflowY].some((each) => each === 'auto' || each === 'scroll')) return false;
      }
      return box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const hasText = [...element.childNodes].some(
          ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
        );
        return hasText && element.checkVisibility({ visibilityProperty: true });
      })
      .filter((element) => element.closest('.visually-hidden, [title], option') === null && isLost(element))
      .map((element) => `${name}: ${element.textContent.trim()}`);
  }, screen);
}

/** Stops of the Tab key at which nothing shows where the focus is. */
export async function unseenFocus(page: Page, stops: number): Promise<string[]> {
  const unseen = new Set<string>();
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const rings = [element, element.parentElement, element.parentElement?.parentElement].map(
        (each) => each && getComputedStyle(each),
      );
      const isSeen = rings.some((style) => style?.outlineStyle === 'solid' && style.outlineWidth !== '0px');
      return isSeen ? null : (element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 80));
    });
    if (name !== null) unseen.add(name);
  }
  return [...unseen];
}
