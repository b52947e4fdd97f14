/** What the window and the painter beside it tell each other. */
import type { LevelImage } from '../level-image.ts';
import type { RollContent } from '../roll-content.ts';
import type { RollView } from '../roll-view.ts';

/** Parts of the content that are lists of pictures. */
export const pictureParts = ['tiles', 'activity'] as const satisfies readonly (keyof RollContent)[];
export type PicturePart = (typeof pictureParts)[number];

/** Pictures of levels are large, and are sent once: by number, with the picture where it is new. */
export type NumberedImage = { readonly number: number; readonly image: LevelImage | null };

/** What changed since the last message; everything at first. */
export type ContentMessage = {
  readonly kind: 'content';
  readonly parts: Partial<Omit<RollContent, PicturePart>>;
  /** Of parts that changed all pictures that there are now, in their order. */
  readonly pictures: Partial<Readonly<Record<PicturePart, readonly NumberedImage[]>>>;
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
