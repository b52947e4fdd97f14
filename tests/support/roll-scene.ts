/** Notes and a scene for the roll's tools. */
import { noteKey } from '../../renderer/canvas/roll-note.ts';
import type { RollNote } from '../../renderer/canvas/roll-note.ts';
import { rollNotes } from '../../renderer/state/roll-notes.ts';
import type { LabelBasis } from '../../renderer/state/roll-notes.ts';
import type { RollScene } from '../../renderer/tools/roll-gesture.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';

export const toyBasis: LabelBasis = {
  settings: {
    units: 2,
    stageEdgesSec: [],
    toleranceOnsetSec: { before: 0.1, after: 0.1 },
    toleranceSustainSec: { before: 0.05, after: 0.2 },
    freeUnits: 0,
  },
};

export function rollNote(
  changes: Partial<RollNote> & { readonly onsetSec: number; readonly offsetSec: number },
): RollNote {
  const noteId = changes.noteId ?? `n${changes.onsetSec}-${changes.pitchMidi ?? 60}`;
  return {
    key: noteKey(noteId, changes.visit ?? 1),
    noteId,
    visit: 1,
    pitchMidi: 60,
    confidence: 1,
    isPinned: false,
    group: 0,
    beforeSec: 0,
    afterSec: 0,
    ...changes,
  };
}

/** Over fifty seconds and sixteen pitches, of three groups and none, and every look. */
export function scatteredNotes(count: number): readonly RollNote[] {
  return Array.from({ length: count }, (_, index) =>
    rollNote({
      noteId: `n${index}`,
      onsetSec: (index * 37) % 50,
      offsetSec: ((index * 37) % 50) + 0.3 + (index % 5),
      pitchMidi: 55 + ((index * 7) % 16),
      group: (index % 4) - 1,
      confidence: (index % 3) / 2,
      isPinned: index % 2 === 0,
      beforeSec: 0.4,
      afterSec: 0.9,
    }),
  );
}

export function toyScene(document: DocumentState, changes: Partial<RollScene> = {}): RollScene {
  let count = 0;
  return {
    document,
    layout: rollNotes(document, toyBasis),
    selected: new Set(),
    beats: [],
    isSnapping: false,
    lengthSec: 100,
    reachSec: 0.05,
    newId: () => `new${++count}`,
    ...changes,
  };
}
