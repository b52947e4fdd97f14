/** The painter's side: keeps what the window told it, and paints it. */
import type { LevelImage } from '../level-image.ts';
import { Pixels } from '../pixels.ts';
import { paintRoll } from '../roll-content.ts';
import type { RollContent } from '../roll-content.ts';
import { pictureParts } from './painter-messages.ts';
import type { ContentMessage, NumberedImage, PaintMessage, PicturePart } from './painter-messages.ts';

export class ContentKeeper {
  #content: RollContent | null = null;
  readonly #images: Record<PicturePart, ReadonlyMap<number, LevelImage>> = {
    tiles: new Map(),
    activity: new Map(),
  };

  /** @throws Error where a picture was never sent */
  take({ parts, pictures }: ContentMessage): void {
    // The window sends every part at first.
    let content = { ...(this.#content as RollContent), ...parts };
    for (const part of pictureParts) {
      const images = pictures[part];
      if (images !== undefined) content = { ...content, [part]: this.#keep(part, images) };
    }
    this.#content = content;
  }

  /** @throws Error before there is content */
  paint({ view, width, height, scale, memory }: PaintMessage): ArrayBuffer {
    if (this.#content === null) throw new Error('there is nothing to paint yet');
    const pixels = new Pixels(width, height, scale, memory);
    const { widthPx, heightPx } = view;
    const surface = { context: pixels, widthPx, heightPx, fromPx: 0, toPx: width / scale, scale };
    paintRoll(surface, view, this.#content);
    return pixels.memory;
  }

  #keep(part: PicturePart, images: readonly NumberedImage[]): readonly LevelImage[] {
    const kept = new Map<number, LevelImage>();
    for (const { number, image } of images) {
      const known = image ?? this.#images[part].get(number);
      if (known === undefined) throw new Error(`there is no picture ${number}`);
      kept.set(number, known);
    }
    this.#images[part] = kept;
    return [...kept.values()];
  }
}
