import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import { setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import { commitEdit, historyOf, redo, replayStep, undo } from '../../../../shared/document/history.ts';
import type { Committed, History, Step } from '../../../../shared/document/history.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { sessionDefaults } from '../../../../shared/document/session.ts';
import { afterSeeds, editOf, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = historyOf(toyDocument());

function marked(history: History, id: string): Committed {
  const { name, patch } = valueOf(setMarker(history.document, { id, atSec: 1, name: id }));
  return valueOf(commitEdit(history, name, patch));
}

describe('history', () => {
  it('[H5] undoing everything gives the first document byte for byte, redoing everything the last', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        const last = afterSeeds(start, seeds);
        let history = last;
        for (let count = last.done.length; count > 0; count--) history = valueOf(undo(history)).history;
        expect(documentText(history.document)).toBe(documentText(start.document));
        expect(undo(history)).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
        for (let count = last.done.length; count > 0; count--) history = valueOf(redo(history)).history;
        expect(documentText(history.document)).toBe(documentText(last.document));
        expect(redo(history)).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
        expect(history.revision).toBe(3 * last.done.length);
      }),
      { numRuns: 60 },
    );
  });

  it('[H6] an edit after undo drops what could be redone; a refused one does not', () => {
    const undone = valueOf(undo(marked(marked(start, 'a').history, 'b').history)).history;
    expect(undone.undone.map(({ name }) => name)).toEqual(['Set the marker "b"']);
    const refused = commitEdit(undone, 'Nothing', []);
    expect(refused).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
    expect(undone.undone).toHaveLength(1);
    expect(marked(undone, 'c').history.undone).toEqual([]);
  });

  it('[H7] redo survives every change of selection, tool and view', () => {
    const steps = fc.array(fc.constantFrom('edit', 'undo', 'redo', 'select', 'tool'), { maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.nat(), (names, seed) => {
        const run = (withSession: boolean): string => {
          let window = { history: start, session: sessionDefaults };
          names.forEach((name, index) => {
            const { history, session } = window;
            if (name === 'select' && withSession) {
              const selection = [{ table: 'notes' as const, id: `t1n${(index % 4) + 1}` }];
              window = { history, session: { ...session, selection } };
            } else if (name === 'tool' && withSession) {
              window = { history, session: { ...session, tool: 'paint' } };
            } else {
              const committed = stepOf(history, name, {
                kind: seed + index,
                pick: index,
                count: 2,
                amount: 1,
                serial: index % 6,
              });
              if (committed?.ok) window = { history: committed.value.history, session };
            }
          });
          const { history } = window;
          return `${documentText(history.document)} ${history.done.length} ${history.undone.length}`;
        };
        expect(run(true)).toBe(run(false));
      }),
      { numRuns: 40 },
    );
  });

  it('[H8] an edit that would break the document is refused whole, with the reason', () => {
    const { document } = start;
    const note = {
      id: 'x',
      partId: 'nobody',
      pitchMidi: 60,
      velocity: 1,
      origin: 'drawn',
      score: null,
    } as const;
    const committed = commitEdit(start, 'Draw', [
      ...valueOf(setMarker(document, { id: 'm', atSec: 1, name: 'M' })).patch,
      { table: 'notes', id: 'x', before: null, after: note },
    ]);
    expect(committed).toMatchObject({
      ok: false,
      error: { code: 'edit-refused', message: '"Draw" is not possible: there is no "nobody" in parts.' },
    });
    expect(start.document.markers.size).toBe(0);
  });

  it('[H9] the steps, replayed, give the same document and the same lists of undo and redo', () => {
    const kinds = fc.array(fc.constantFrom('edit', 'edit', 'edit', 'undo', 'redo'), { maxLength: 30 });
    fc.assert(
      fc.property(kinds, someSeeds, fc.nat(30), (names, seeds, cut) => {
        const steps: Step[] = [];
        let history = start;
        let atCut = start;
        names.forEach((name, index) => {
          const committed = stepOf(history, name, seeds[index % seeds.length]!);
          if (committed?.ok) {
            steps.push(committed.value.step);
            history = committed.value.history;
          }
          if (steps.length <= cut) atCut = history;
        });
        const replayed = steps.reduce((now, step) => valueOf(replayStep(now, step)), start);
        expect(replayed).toEqual(history);
        // From a snapshot in the middle, whose lists are empty.
        const later = steps
          .slice(Math.min(cut, steps.length))
          .reduce((now, step) => valueOf(replayStep(now, step)), historyOf(atCut.document, atCut.revision));
        expect(documentText(later.document)).toBe(documentText(history.document));
        expect(later.revision).toBe(history.revision);
      }),
      { numRuns: 60 },
    );
  });
});

function stepOf(
  history: History,
  name: string,
  seed: Parameters<typeof editOf>[1],
): Result<Committed> | null {
  if (name === 'undo') return undo(history);
  if (name === 'redo') return redo(history);
  if (name !== 'edit') return null;
  const made = editOf(history.document, seed);
  return made.ok ? commitEdit(history, made.value.name, made.value.patch) : null;
}
