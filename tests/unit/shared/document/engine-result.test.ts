import { describe, expect, it } from 'vitest';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { setAnchor } from '../../../../shared/document/edits/edit-alignment.ts';
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import { drawNote } from '../../../../shared/document/edits/draw-notes.ts';
import { edit } from '../../../../shared/document/edits/edit.ts';
import type { Edit } from '../../../../shared/document/edits/edit.ts';
import { setChannels } from '../../../../shared/document/edits/edit-mix.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { alignmentReads, fateOf } from '../../../../shared/document/engine-result.ts';
import type { ResultFate } from '../../../../shared/document/engine-result.ts';
import { commitEdit, historyOf } from '../../../../shared/document/history.ts';
import { changeOf } from '../../../../shared/document/patch.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { edited, toyAlignment, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const base = toyDocument(8);
const { patch } = valueOf(alignmentEdit(base, toyAlignment(8)));

function meet(...meanwhile: readonly ((document: DocumentState) => Result<Edit>)[]): {
  fate: ResultFate;
  after: DocumentState;
} {
  const current = edited(base, ...meanwhile);
  const fate = fateOf({ base, baseRevision: 0, patch, reads: alignmentReads }, current);
  return { fate, after: valueOf(commitEdit(historyOf(current), 'Align', fate.patch)).history.document };
}

describe('results of the engine', () => {
  it('[H12] apply where nothing that they read or write changed', () => {
    expect(meet().fate).toEqual({ kind: 'apply', patch });
    const { fate, after } = meet(
      (now) => setChannels(now, ['g1'], { gainDb: -3 }),
      (now) => moveNotes(now, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.1, bySemitones: 0 }),
      (now) =>
        drawNote(now, { id: 'd1', partId: 'p1', pitchMidi: 60, velocity: 64, onsetSec: 0.7, offsetSec: 0.9 }),
    );
    expect(fate.kind).toBe('apply');
    expect([after.pins.size, after.channels.size, after.aligned.size]).toEqual([2, 1, 8]);
  });

  it('[H12] leave out what they say about notes that are gone', () => {
    const { fate, after } = meet((now) => deleteNotes(now, [{ noteId: 't1n2', visit: null }]));
    expect(fate.kind).toBe('apply');
    expect(recordOf(after.aligned, 't1n2')).toBeUndefined();
    expect(after.aligned.size).toBe(7);
  });

  it('[H12] are written over what changed meanwhile, unless they read it', () => {
    const { fate, after } = meet((now) =>
      edit(
        'Other',
        changeOf(now, 'aligned', 't1n1', {
          id: 't1n1',
          visits: [{ visit: 1, onsetSec: 0.4, offsetSec: 0.6, confidence: 0 }],
        }),
      ),
    );
    expect(fate.kind).toBe('rebase');
    expect(recordOf(after.aligned, 't1n1')?.visits[0]?.onsetSec).toBe(0);
  });

  it('[H12] ask where what they read changed', () => {
    const { fate, after } = meet(
      (now) => setAnchor(now, { id: 'a1', scoreSec: 0.5, audioSec: 0.6 }),
      (now) => moveNotes(now, [{ noteId: 't1n1', visit: null }], { bySec: 0, bySemitones: 1 }),
    );
    expect(fate).toMatchObject({ kind: 'ask', changed: ['notes', 'anchors'] });
    expect(after.aligned.size).toBe(8);
  });
});
