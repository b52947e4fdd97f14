/** Which edits change the path from score to recording, so that it has to be looked for again. */
import type { Patch } from '../../shared/document/patch.ts';

/** An anchor that was moved or taken away, and a stretch that is skipped, change the path around them. */
export function movesPath(patch: Patch): boolean {
  return patch.some(({ table, before }) => table === 'skips' || (table === 'anchors' && before !== null));
}
