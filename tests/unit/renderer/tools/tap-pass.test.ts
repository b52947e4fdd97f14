import { describe, expect, it } from 'vitest';
import { TapPass } from '../../../../renderer/tools/tap-pass.ts';
import type { TapTarget } from '../../../../renderer/tools/tap-pass.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { setAnchor } from '../../../../shared/document/edits/edit-alignment.ts';
import { recordsOf } from '../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';

/** Quarter notes of half a second; two hands have an onset every quarter of a second. */
const document = toyDocument(8);

function tapped(before: DocumentState, target: TapTarget, secs: readonly number[]): DocumentState {
  let next = 1;
  const pass: TapPass = new TapPass(before, target, () => `tap${next++}`);
  for (const sec of secs) pass.tap(sec);
  return edited(before, () => pass.edit());
}

const anchorsOf = (state: DocumentState): (readonly [number, number])[] =>
  [...recordsOf(state.anchors)]
    .sort((a, b) => a.audioSec - b.audioSec)
    .map(({ scoreSec, audioSec }) => [scoreSec, audioSec]);

describe('tapping along', () => {
  it('[U78] the first tap means the nearest beat, every later one the next', () => {
    expect(anchorsOf(tapped(document, 'beats', [0.06, 0.6, 1.3]))).toEqual([
      [0, 0.06],
      [0.5, 0.6],
    ]);
    expect(anchorsOf(tapped(document, 'onsets', [0.3, 0.6, 0.9]))).toEqual([
      [0.25, 0.3],
      [0.5, 0.6],
      [0.75, 0.9],
    ]);
  });

  it('[U78] all taps are one edit, named by their number', () => {
    const pass: TapPass = new TapPass(document, 'onsets', () => `tap${pass.count}`);
    pass.tap(0.3);
    pass.tap(0.6);
    const edit = pass.edit();
    expect(edit.ok && edit.value.name).toBe('Tap 2 anchors');
  });

  it('[U78] a tap that bounces does not count, nor one behind the score’s end', () => {
    const pass: TapPass = new TapPass(document, 'onsets', () => `tap${pass.count}`);
    expect([pass.tap(0.3), pass.tap(0.33), pass.tap(0.2), pass.tap(0.6)]).toEqual([true, false, false, true]);
    expect([pass.tap(0.9), pass.tap(1.2)]).toEqual([true, false]);
  });

  it('[U78] anchors that contradict the taps make way, others stay', () => {
    let before = edited(document, (state) => setAnchor(state, { id: 'early', scoreSec: 0.1, audioSec: 0.1 }));
    before = edited(before, (state) => setAnchor(state, { id: 'between', scoreSec: 0.6, audioSec: 0.7 }));
    before = edited(before, (state) => setAnchor(state, { id: 'late', scoreSec: 5, audioSec: 6 }));
    expect(anchorsOf(tapped(before, 'onsets', [0.3, 0.6, 0.9]))).toEqual([
      [0.1, 0.1],
      [0.25, 0.3],
      [0.5, 0.6],
      [0.75, 0.9],
      [5, 6],
    ]);
  });

  it('[U78] a pass without taps changes nothing', () => {
    expect(new TapPass(document, 'beats', () => 'x').edit()).toMatchObject({
      ok: true,
      value: { patch: [] },
    });
  });
});
