/** Which notes look otherwise after a patch. */
import type { Patch } from '../../shared/document/patch.ts';

/** 'all' where a patch concerns every note. Cost O(changes). */
export function touchedNotes(patch: Patch): ReadonlySet<string> | 'all' {
  const notes = new Set<string>();
  for (const { table, id } of patch) {
    switch (table) {
      case 'notes':
      case 'aligned':
      case 'pins':
      case 'unplayed':
      case 'assignments':
        notes.add(id);
        break;
      case 'tolerances':
        if (!id.startsWith('note:')) return 'all';
        notes.add(id.slice('note:'.length));
        break;
      case 'single':
        if (id === 'alignment' || id === 'score' || id === 'model') return 'all';
        break;
      case 'parts':
      case 'groups':
        return 'all';
      // What else there is does not show in notes.
      default:
    }
  }
  return notes;
}
