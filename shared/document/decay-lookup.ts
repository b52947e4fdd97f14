/** Which parts' tones decay once struck. */
import { decaysAfterOnset } from '../music/general-midi.ts';
import type { DocumentState } from './document-state.ts';
import { recordsOf } from './record-table.ts';

/** By the part's id; a part that is not there counts as one that decays, like the keyboard that most scores are for. */
export function decayLookup(document: DocumentState): (partId: string) => boolean {
  const held = new Set<string>();
  for (const { id, program } of recordsOf(document.parts)) if (!decaysAfterOnset(program)) held.add(id);
  return (partId) => !held.has(partId);
}
