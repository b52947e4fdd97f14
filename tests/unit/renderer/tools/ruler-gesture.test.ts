import { describe, expect, it } from 'vitest';
import { anchorGesture, loopGesture } from '../../../../renderer/tools/ruler-gesture.ts';
import type { RollGesture, RollPoint } from '../../../../renderer/tools/roll-gesture.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { setAnchor } from '../../../../shared/document/edits/edit-alignment.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';
import { toyScene } from '../../../support/roll-scene.ts';

const anchor = { id: 'a1', scoreSec: 0.4, audioSec: 0.5 };
const document = edited(toyDocument(8), (before) => setAnchor(before, anchor));
const scene = toyScene(document, { lengthSec: 3 });

function released(gesture: RollGesture, sec: number): DocumentState {
  if (gesture.kind !== 'edit') throw new Error('expected an edit');
  const point: RollPoint = { sec, pitch: 0 };
  return edited(document, () => gesture.editAt(point, { shift: false, alt: false, mod: false }));
}

describe('drags on the ruler', () => {
  it('[U8] an anchor moves in the recording and stays where it is in the score', () => {
    expect(recordOf(released(anchorGesture(scene, anchor, 0.51), 0.81).anchors, 'a1')).toEqual({
      ...anchor,
      audioSec: 0.8,
    });
    expect(recordOf(released(anchorGesture(scene, anchor, 0.5), -4).anchors, 'a1')?.audioSec).toBe(0.01);
  });

  it('[U8] a drag sets the loop, in either direction, or moves the end that it began at', () => {
    const loop = (gesture: RollGesture, sec: number): unknown => {
      const { fromSec, toSec, isOn } = singleOf(released(gesture, sec), 'loop')!;
      return [fromSec, toSec, isOn];
    };
    expect(loop(loopGesture(scene, 2, null), 1)).toEqual([1, 2, true]);
    expect(loop(loopGesture(scene, 2.01, { fromSec: 1, toSec: 2 }), 2.5)).toEqual([1, 2.5, true]);
    expect(loop(loopGesture(scene, 1.01, { fromSec: 1, toSec: 2 }), 2.5)).toEqual([2, 2.5, true]);
    expect(loop(loopGesture(scene, 1.5, { fromSec: 1, toSec: 2 }), 9)).toEqual([1.5, 3, true]);
  });
});
