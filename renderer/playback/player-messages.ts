/** What the window and the thread of the sound say to each other. */
import type { LoopFrames } from './chunk-plan.ts';
import type { StemSamples } from './stem-buffer.ts';

export type ToPlayer =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly frame: number }
  | { readonly kind: 'loop'; readonly loop: LoopFrames | null }
  | { readonly kind: 'chunk'; readonly stem: number; readonly chunk: number; readonly samples: StemSamples }
  | { readonly kind: 'keep'; readonly chunks: readonly number[] };

export type FromPlayer =
  /** Where the playhead is, at a time of the context. */
  | { readonly kind: 'position'; readonly frame: number; readonly isStarved: boolean }
  | { readonly kind: 'ended' };

export type PlayerOptions = { readonly stemCount: number; readonly lengthFrames: number };
