import { describe, expect, it } from 'vitest';
import { beginRollGesture, cursorOf } from '../../../../renderer/tools/begin-gesture.ts';
import type { Press } from '../../../../renderer/tools/begin-gesture.ts';
import type { NoteZone } from '../../../../renderer/canvas/hit-test.ts';
import type { Modifiers, RollPoint, RollScene } from '../../../../renderer/tools/roll-gesture.ts';
import { soundingLookup } from '../../../../shared/document/note-times.ts';
import { paintCells } from '../../../../shared/document/edits/paint-cells.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';
import { toyScene } from '../../../support/roll-scene.ts';

const document = toyDocument(8);
const plain: Modifiers = { shift: false, alt: false, mod: false };

/** The document after a drag from one place to another. */
function dragged(
  scene: RollScene,
  press: Partial<Press> & { readonly zone?: NoteZone; readonly noteId?: string },
  to: RollPoint,
  keys = plain,
): DocumentState {
  const { zone, noteId = 't1n1' } = press;
  const note = scene.layout.notes.find((each) => each.noteId === noteId)!;
  const gesture = beginRollGesture(scene, {
    tool: 'select',
    point: { sec: note.onsetSec, pitch: note.pitchMidi },
    keys,
    hit: zone === undefined ? null : { note, zone },
    hopSec: 0.05,
    units: null,
    group: null,
    ...press,
  });
  if (gesture.kind !== 'edit') throw new Error(`expected an edit, got ${gesture.kind}`);
  return edited(document, () => gesture.editAt(to, keys));
}

function timesOf(
  after: DocumentState,
  id: string,
): { onsetSec: number; offsetSec: number; pitchMidi: number } {
  const [sounding] = soundingLookup(after)(recordOf(after.notes, id)!);
  const { onsetSec, offsetSec, pitchMidi } = sounding!;
  return { onsetSec, offsetSec, pitchMidi };
}

describe('drags on the roll', () => {
  it('[U7] the body of a note moves it in time and pitch, with all that are selected', () => {
    const alone = dragged(toyScene(document), { zone: 'body' }, { sec: 0.3, pitch: 42.4 });
    expect(timesOf(alone, 't1n1')).toEqual({ onsetSec: 0.3, offsetSec: 0.8, pitchMidi: 42 });
    expect(timesOf(alone, 't2n1')).toEqual(timesOf(document, 't2n1'));
    const selected = new Set(['t1n1@1', 't2n1@1']);
    const both = dragged(toyScene(document, { selected }), { zone: 'body' }, { sec: 0.3, pitch: 40 });
    expect(timesOf(both, 't2n1').onsetSec).toBeCloseTo(timesOf(document, 't2n1').onsetSec + 0.3, 6);
  });

  it('[U7] with Ctrl or Cmd a copy moves, and the original stays', () => {
    const copied = dragged(
      toyScene(document),
      { zone: 'body' },
      { sec: 0.2, pitch: 41 },
      { ...plain, mod: true },
    );
    expect(timesOf(copied, 'new1')).toEqual({ onsetSec: 0.2, offsetSec: 0.7, pitchMidi: 41 });
    expect(timesOf(copied, 't1n1')).toEqual(timesOf(document, 't1n1'));
  });

  it('[U7] an edge changes where a note begins or ends', () => {
    const later = dragged(toyScene(document), { zone: 'start' }, { sec: 0.1, pitch: 40 });
    expect(timesOf(later, 't1n1')).toMatchObject({ onsetSec: 0.1, offsetSec: 0.5 });
    const longer = dragged(toyScene(document), { zone: 'end' }, { sec: 0.2, pitch: 40 });
    expect(timesOf(longer, 't1n1')).toMatchObject({ onsetSec: 0, offsetSec: 0.7 });
  });

  it('[U7] the halo changes the tolerance, and the tolerance tool takes hold of all of a note', () => {
    const before = dragged(toyScene(document), { zone: 'halo-before' }, { sec: -0.15, pitch: 40 });
    expect(recordOf(before.tolerances, 'note:t1n1')).toMatchObject({
      onsetBeforeSec: 0.25,
      sustainBeforeSec: 0.25,
      sustainAfterSec: null,
    });
    const after = dragged(toyScene(document), { zone: 'end', tool: 'tolerance' }, { sec: 0.1, pitch: 40 });
    expect(recordOf(after.tolerances, 'note:t1n1')?.sustainAfterSec).toBeCloseTo(0.3, 6);
  });

  it('[U7] times snap to what is near of a beat, unless Shift is down', () => {
    const beats = [0, 0.5, 1].map((sec, index) => ({ sec, bar: 1, beat: index + 1 }));
    const scene = toyScene(document, { beats, isSnapping: true });
    expect(timesOf(dragged(scene, { zone: 'body' }, { sec: 0.27, pitch: 40 }), 't1n1').onsetSec).toBe(0.25);
    expect(timesOf(dragged(scene, { zone: 'body' }, { sec: 0.31, pitch: 40 }), 't1n1').onsetSec).toBe(0.31);
    const free = dragged(scene, { zone: 'body' }, { sec: 0.27, pitch: 40 }, { ...plain, shift: true });
    expect(timesOf(free, 't1n1').onsetSec).toBe(0.27);
  });

  it('[U7] the pencil draws a note from press to release, in the part that is nearest', () => {
    const drawn = dragged(
      toyScene(document),
      { tool: 'draw', point: { sec: 0.6, pitch: 59.6 } },
      { sec: 0.9, pitch: 72 },
    );
    expect(timesOf(drawn, 'new1')).toEqual({ onsetSec: 0.6, offsetSec: 0.9, pitchMidi: 60 });
    const inGroup = dragged(
      toyScene(document),
      { tool: 'draw', point: { sec: 0.6, pitch: 60 }, group: 'g2' },
      { sec: 0.9, pitch: 60 },
    );
    expect(recordOf(inGroup.assignments, 'new1')?.groupId).toBe('g2');
  });

  it('[U7] the brush paints every row that it crosses, with Alt it forbids, the eraser gives back', () => {
    const scene = toyScene(document);
    const rowsOf = (after: DocumentState): string[] =>
      [...after.paint.buckets].flatMap((bucket) => [...bucket.keys()]);
    const painted = dragged(
      scene,
      { tool: 'paint', point: { sec: 0.5, pitch: 60 } },
      { sec: 0.7, pitch: 62 },
    );
    expect(
      rowsOf(painted)
        .map((id) => id.split('/')[1])
        .sort(),
    ).toEqual(['60', '61', '62']);
    const forbidden = dragged(
      scene,
      { tool: 'paint', point: { sec: 0.5, pitch: 60 } },
      { sec: 0.7, pitch: 60 },
      { ...plain, alt: true },
    );
    const [run] = recordOf(forbidden.paint, rowsOf(forbidden)[0]!)!.runs;
    expect(run).toEqual({ fromSec: 0.475, toSec: 0.725, isOn: false });
    const erased = beginRollGesture(toyScene(forbidden), {
      tool: 'erase',
      point: { sec: 0.4, pitch: 60 },
      keys: plain,
      hit: null,
      hopSec: 0.05,
      units: null,
      group: null,
    });
    if (erased.kind !== 'edit') throw new Error('expected an edit');
    expect(edited(forbidden, () => erased.editAt({ sec: 0.8, pitch: 60 }, plain)).paint.size).toBe(0);
  });

  it('[U83] where units are seen the brush paints those that it crosses, with Ctrl or Cmd the class', () => {
    const scene = toyScene(document);
    const point = { sec: 0.5, pitch: 60.4 };
    const rowsOf = (after: DocumentState): string[] =>
      [...after.paint.buckets].flatMap((bucket) => [...bucket.keys()]).map((id) => id.slice(id.indexOf('/')));
    const press = { tool: 'paint', point, units: 4 } as const;
    expect(rowsOf(dragged(scene, press, { sec: 0.7, pitch: 60.4 }))).toEqual(['/60/0']);
    expect(rowsOf(dragged(scene, press, { sec: 0.7, pitch: 59.9 })).sort()).toEqual([
      '/60/0',
      '/60/1',
      '/60/2',
    ]);
    expect(rowsOf(dragged(scene, press, { sec: 0.7, pitch: 60.4 }, { ...plain, mod: true }))).toEqual([
      '/60',
    ]);
  });

  it('[U83] the eraser gives back a unit where it has paint of its own, else the class', () => {
    const both = edited(
      document,
      (of) => paintCells(of, [{ partId: 'p1', pitchMidi: 60, unit: null, fromSec: 0, toSec: 1 }], 'on'),
      (of) => paintCells(of, [{ partId: 'p1', pitchMidi: 60, unit: 1, fromSec: 0.4, toSec: 0.6 }], 'off'),
    );
    const erased = (pitch: number): DocumentState => {
      const gesture = beginRollGesture(toyScene(both, { selected: new Set(['t1n1@1']) }), {
        tool: 'erase',
        point: { sec: 0.41, pitch },
        keys: plain,
        hit: null,
        hopSec: 0.02,
        units: 2,
        group: null,
      });
      if (gesture.kind !== 'edit') throw new Error('expected an edit');
      return edited(both, () => gesture.editAt({ sec: 0.59, pitch }, plain));
    };
    const partId = recordOf(both.notes, 't1n1')!.partId;
    const painted = (after: DocumentState, id: string): number =>
      recordOf(after.paint, `${partId}/${id}`)?.runs.length ?? 0;
    expect([painted(both, '60'), painted(both, '60/1')]).toEqual([1, 1]);
    expect([painted(erased(59.8), '60'), painted(erased(59.8), '60/1')]).toEqual([1, 0]);
    expect([painted(erased(60.3), '60'), painted(erased(60.3), '60/1')]).toEqual([2, 0]);
  });

  it('[U7] on empty ground a rectangle selects, adding with Shift', () => {
    const scene = toyScene(document, { selected: new Set(['t1n4@1']) });
    const press: Press = {
      tool: 'select',
      point: { sec: 0, pitch: 30 },
      keys: plain,
      hit: null,
      hopSec: 0.05,
      units: null,
      group: null,
    };
    const gesture = beginRollGesture(scene, press);
    const adding = beginRollGesture(scene, { ...press, keys: { ...plain, shift: true } });
    if (gesture.kind !== 'select' || adding.kind !== 'select') throw new Error('expected selections');
    const corner = { sec: 0.2, pitch: 100 };
    expect([...gesture.selectionAt(corner)].sort()).toEqual(['t1n1@1', 't2n1@1']);
    expect(adding.selectionAt(corner).size).toBe(3);
  });

  it('[U7] the lasso keeps corners that are apart', () => {
    const gesture = beginRollGesture(toyScene(document), {
      tool: 'lasso',
      point: { sec: 0, pitch: 60 },
      keys: plain,
      hit: null,
      hopSec: 0.05,
      units: null,
      group: null,
    });
    if (gesture.kind !== 'lasso') throw new Error('expected a lasso');
    gesture.cornersAt({ sec: 0.001, pitch: 60.1 });
    gesture.cornersAt({ sec: 0.5, pitch: 60 });
    expect(gesture.cornersAt({ sec: 0.5, pitch: 64 })).toEqual([
      [0, 60],
      [0.5, 60],
      [0.5, 64],
    ]);
  });

  it('[U7] the pointer shows what a press would do', () => {
    const [note] = toyScene(document).layout.notes;
    expect(cursorOf('select', { note: note!, zone: 'body' })).toBe('grab');
    expect(cursorOf('select', { note: note!, zone: 'end' })).toBe('ew-resize');
    expect(cursorOf('paint', null)).toBe('crosshair');
    expect(cursorOf('select', null)).toBe('default');
  });
});

describe('what a gesture refuses', () => {
  it('[U7] notes never leave the recording', () => {
    const moved = dragged(toyScene(document), { zone: 'body' }, { sec: -5, pitch: 45 });
    expect(timesOf(moved, 't1n1')).toMatchObject({ onsetSec: 0, pitchMidi: 45 });
  });
});
