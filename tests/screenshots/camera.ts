/** Takes a page's picture in both themes and both sizes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';

const sizes = [
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
] as const;

/** Of WebP, 0..100: text is still sharp, and a spectrogram small. */
const quality = 72;

/** For canvases that are painted anew, and for tiles that a larger window asks for. */
const settleMs = 700;

export type CameraOptions = {
  readonly folder: string;
  /** Names of screens; null takes all. */
  readonly only: readonly string[] | null;
};

export class Camera {
  readonly #page: Page;
  readonly #devtools: CDPSession;
  readonly #options: CameraOptions;

  private constructor(page: Page, devtools: CDPSession, options: CameraOptions) {
    this.#page = page;
    this.#devtools = devtools;
    this.#options = options;
  }

  static async of(page: Page, options: CameraOptions): Promise<Camera> {
    return new Camera(page, await page.context().newCDPSession(page), options);
  }

  /**
   * @param settle puts the page right for the size that it has now
   * Writes `<name>-<theme>-<width>.webp`; leaves the page small and dark.
   */
  async take(name: string, settle: () => Promise<void> = async () => {}): Promise<void> {
    const { folder, only } = this.#options;
    if (only !== null && !only.includes(name)) return;
    for (const size of sizes) {
      await this.#page.setViewportSize(size);
      await settle();
      for (const colorScheme of ['light', 'dark'] as const) {
        await this.#page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await this.#page.waitForTimeout(settleMs);
        const { data } = await this.#devtools.send('Page.captureScreenshot', { format: 'webp', quality });
        const path = join(folder, `${name}-${colorScheme}-${size.width}.webp`);
        await writeFile(path, Buffer.from(data, 'base64'));
      }
    }
    await this.#page.setViewportSize(sizes[0]);
    await settle();
  }
}
