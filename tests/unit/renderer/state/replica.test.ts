import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replica } from '../../../../renderer/state/replica.ts';
import type { DocumentChange } from '../../../../shared/contract/document-calls.ts';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import { commitEdit, historyOf, undo } from '../../../../shared/document/history.ts';
import type { Committed } from '../../../../shared/document/history.ts';
import { applyPatch } from '../../../../shared/document/patch.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import { setChannels } from '../../../../shared/document/edits/edit-mix.ts';
import { setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { editOf, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = toyDocument(8);
const replica = (): Replica => new Replica({ document: start, revision: 0, done: [], undone: [] });

const move = (document: DocumentState, noteId: string, bySec: number) =>
  valueOf(moveNotes(document, [{ noteId, visit: 1 }], { bySec, bySemitones: 0 }));

function told({ history, step }: Committed, id: string): DocumentChange {
  return { project: 'p', revision: history.revision, step, id };
}

describe('a replica of the document', () => {
  it('[U9] an edit shows at once, and is pending until the service has it', () => {
    const mine = replica();
    const edit = { id: 'w:1', ...move(start, 't1n1', 0.3) };
    expect(mine.commit(edit).ok).toBe(true);
    expect(mine.pending).toHaveLength(1);
    expect(mine.done).toEqual(['Move 1 note']);
    const shown = documentText(mine.document);
    const committed = valueOf(commitEdit(historyOf(start), edit.name, edit.patch));
    expect(mine.receive(told(committed, 'w:1'))).toEqual({ patch: [], dropped: [] });
    expect(mine.pending).toEqual([]);
    expect(mine.revision).toBe(1);
    expect(documentText(mine.document)).toBe(shown);
    expect(mine.receive(told(committed, 'w:1'))).toEqual({ patch: [], dropped: [] });
  });

  it('[U9] steps of others slip in below what is pending; what fits no more is dropped', () => {
    const mine = replica();
    mine.commit({ id: 'w:1', ...move(start, 't1n1', 0.3) });
    mine.commit({ id: 'w:2', ...move(mine.document, 't1n2', 0.3) });
    const before = mine.document;
    const foreign = valueOf(commitEdit(historyOf(start), 'Theirs', move(start, 't1n2', 0.1).patch));
    const received = mine.receive(told(foreign, 'other:1'))!;
    expect(received.dropped.map(({ id }) => id)).toEqual(['w:2']);
    expect(mine.pending.map(({ id }) => id)).toEqual(['w:1']);
    expect(documentText(valueOf(applyPatch(before, received.patch)))).toBe(documentText(mine.document));
  });

  it('[U9] [H13] an edit of another field of the same record goes on over the step, as the service does it', () => {
    const mine = replica();
    const own = valueOf(setChannels(start, ['g1'], { isMuted: true }));
    mine.commit({ id: 'w:1', ...own });
    const fader = valueOf(setChannels(start, ['g1'], { gainDb: -6 }));
    const foreign = valueOf(commitEdit(historyOf(start), fader.name, fader.patch));
    expect(mine.receive(told(foreign, 'other:1'))!.dropped).toEqual([]);
    const both = valueOf(setChannels(start, ['g1'], { gainDb: -6, isMuted: true }));
    expect(documentText(mine.document)).toBe(documentText(valueOf(applyPatch(start, both.patch))));
    const { patch } = mine.pending[0]!;
    const confirmed = valueOf(commitEdit(foreign.history, own.name, patch));
    expect(mine.receive(told(confirmed, 'w:1'))).toEqual({ patch: [], dropped: [] });
    expect(documentText(mine.document)).toBe(documentText(confirmed.history.document));
  });

  it('[U9] whatever comes in between, the shown document is what the patches make of it', () => {
    fc.assert(
      fc.property(someSeeds, someSeeds, (own, others) => {
        const mine = replica();
        own.forEach((seed, index) => {
          const made = editOf(mine.document, seed);
          if (made.ok && made.value.patch.length > 0) mine.commit({ id: `w:${index}`, ...made.value });
        });
        let history = historyOf(start);
        for (const seed of others) {
          const made = editOf(history.document, seed);
          const committed = made.ok ? commitEdit(history, made.value.name, made.value.patch) : made;
          if (!committed.ok) continue;
          history = committed.value.history;
          const before = mine.document;
          const received = mine.receive(told(committed.value, 'other'))!;
          expect(documentText(valueOf(applyPatch(before, received.patch)))).toBe(documentText(mine.document));
        }
        for (const { id } of mine.pending) mine.refuse(id);
        expect(documentText(mine.document)).toBe(documentText(history.document));
      }),
      { numRuns: 30 },
    );
  });

  it('[U9] undo and redo move entries between the lists', () => {
    const mine = replica();
    const edit = valueOf(setMarker(start, { id: 'm1', atSec: 1, name: 'A' }));
    const committed = valueOf(commitEdit(historyOf(start), edit.name, edit.patch));
    mine.receive(told(committed, 'x'));
    mine.receive(told(valueOf(undo(committed.history)), 'y'));
    expect([mine.done, mine.undone]).toEqual([[], [edit.name]]);
    expect(documentText(mine.document)).toBe(documentText(start));
  });

  it('[U9] a revision that is missing asks for the whole document', () => {
    const committed = valueOf(commitEdit(historyOf(start, 3), 'Later', move(start, 't1n1', 0.1).patch));
    expect(replica().receive(told(committed, 'x'))).toBeNull();
  });

  it('[U9] an edit that does not hold together is refused here already', () => {
    const mine = replica();
    const edit = move(start, 't1n1', 0.2);
    mine.commit({ id: 'w:1', ...edit });
    const again = mine.commit({ id: 'w:2', ...edit });
    expect(again.ok ? 'ok' : again.error.code).toBe('conflict');
    expect(mine.pending).toHaveLength(1);
  });
});
