/** The painter's side: keeps what the window told it, and paints it. */
import type { LevelImage } from '../level-image.ts';
import { Pixels } from '../pixels.ts';
import { paintRoll } from '../roll-content.ts';
import type { RollContent } from '../roll-content.ts';
import type { ContentMessage, NumberedTile, PaintMessage } from './painter-messages.ts';

export class ContentKeeper {
  #content: RollContent | null = null;
  #images = new Map<number, LevelImage>();

  /** @throws Error where the first message leaves something out, or a picture was never sent */
  take({ parts, tiles }: ContentMessage): void {
    const images = tiles === null ? this.#content?.tiles : this.#keep(tiles);
    if (images === undefined) throw new Error('the first content has no list of pictures');
    // The window sends every part at first.
    this.#content = { ...(this.#content as RollContent), ...parts, tiles: images };
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

  #keep(tiles: readonly NumberedTile[]): readonly LevelImage[] {
    const kept = new Map<number, LevelImage>();
    for (const { number, image } of tiles) {
      const known = image ?? this.#images.get(number);
      if (known === undefined) throw new Error(`there is no picture ${number}`);
      kept.set(number, known);
    }
    this.#images = kept;
    return [...kept.values()];
  }
}
