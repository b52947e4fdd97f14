/** What the window and the painter beside it tell each other. */
import type { LevelImage } from '../level-image.ts';
import type { RollContent } from '../roll-content.ts';
import type { RollView } from '../roll-view.ts';

/** Pictures of sound are large, and are sent once: by number, with the picture where it is new. */
export type NumberedTile = { readonly number: number; readonly image: LevelImage | null };

/** What changed since the last message; everything at first. */
export type ContentMessage = {
  readonly kind: 'content';
  readonly parts: Partial<Omit<RollContent, 'tiles'>>;
  /** All that there are now, in their order; null where they stay. */
  readonly tiles: readonly NumberedTile[] | null;
};

export type PaintMessage = {
  readonly kind: 'paint';
  readonly view: RollView;
  /** In device pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** To paint into; another is made where it does not fit. */
  readonly memory: ArrayBuffer;
};

export type ToPainter = ContentMessage | PaintMessage;

/** Pictures come in the order in which they were asked for. */
export type FromPainter = { readonly memory: ArrayBuffer };
