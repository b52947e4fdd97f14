/** How a job gets the times of the score's notes: plain data that crosses process boundaries. */
import type { AlignmentPins } from '../../../shared/music/alignment.ts';

export const alignerNames = ['chords', 'dtw'] as const;
export type AlignerName = (typeof alignerNames)[number];

export type AlignOrder = { readonly aligner: AlignerName; readonly pins: AlignmentPins };

export type AlignmentChoice =
  | ({ readonly kind: 'align' } & AlignOrder)
  /** An alignment that was written before; absolute path. */
  | { readonly kind: 'file'; readonly path: string }
  /** The score's times are the recording's. */
  | { readonly kind: 'none' };
