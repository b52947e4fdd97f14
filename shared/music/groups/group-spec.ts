/** How the user wants the notes of a score grouped into stems. */
import type { GroupFile } from './group-file.ts';

export type GroupSpec =
  | { readonly kind: 'tracks' }
  | { readonly kind: 'channels' }
  | { readonly kind: 'instruments' }
  /** Two tracks as right and left hand; or, with a split pitch, notes at or above it are the right. */
  | { readonly kind: 'hands'; readonly splitPitch?: number }
  | { readonly kind: 'file'; readonly file: GroupFile };
