import { describe, expect, it } from 'vitest';
import {
  handOver,
  setChannels,
  setStrength,
  takeBack,
} from '../../../../../shared/document/edits/edit-mix.ts';
import { removeMarkers, setLoop, setMarker } from '../../../../../shared/document/edits/edit-timeline.ts';
import { singleOf } from '../../../../../shared/document/document-state.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const start = toyDocument(2);

describe('mix and timeline', () => {
  it('[D20] a strip keeps what is not changed, and one at rest is no record', () => {
    const document = edited(
      start,
      (now) => setChannels(now, ['g1', 'residual'], { gainDb: -6 }),
      (now) => setChannels(now, ['g1'], { isMuted: true }),
    );
    expect(recordOf(document.channels, 'g1')).toEqual({
      id: 'g1',
      gainDb: -6,
      pan: 0,
      isMuted: true,
      isSoloed: false,
    });
    const back = edited(document, (now) => setChannels(now, ['g1'], { gainDb: 0, isMuted: false }));
    expect(back.channels.size).toBe(1);
  });

  it('[D20] strengths are set and given back, regions handed over and taken back', () => {
    const document = edited(
      start,
      (now) => setStrength(now, 'rest', { maskExponent: 2, floorDb: -30 }),
      (now) =>
        handOver(now, {
          id: 'r1',
          fromGroupId: null,
          toGroupId: 'g1',
          corners: [
            [0, 50],
            [1, 60],
            [1, 50],
          ],
        }),
    );
    expect([document.strengths.size, document.regions.size]).toEqual([1, 1]);
    const back = edited(
      document,
      (now) => setStrength(now, 'rest', null),
      (now) => takeBack(now, ['r1']),
    );
    expect([back.strengths.size, back.regions.size]).toEqual([0, 0]);
    for (const stem of ['residual', 'master']) {
      expect(setStrength(start, stem, { maskExponent: 2, floorDb: null })).toMatchObject({
        ok: false,
        error: { code: 'edit-refused' },
      });
    }
    const corners = [[0, 50]] as const;
    const region = { id: 'r2', fromGroupId: null, toGroupId: 'master', corners };
    expect(handOver(start, region)).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
  });

  it('[D20] markers and the loop', () => {
    const document = edited(
      start,
      (now) => setMarker(now, { id: 'm1', atSec: 0.5, name: 'A' }),
      (now) => setMarker(now, { id: 'm1', atSec: 0.7, name: 'B' }),
      (now) => setLoop(now, { fromSec: 0.2, toSec: 0.4 }),
      (now) => setLoop(now, { isOn: true }),
    );
    expect(recordOf(document.markers, 'm1')).toEqual({ id: 'm1', atSec: 0.7, name: 'B' });
    expect(singleOf(document, 'loop')).toEqual({ id: 'loop', fromSec: 0.2, toSec: 0.4, isOn: true });
    expect(setLoop(document, { toSec: 0.1 })).toMatchObject({ ok: false });
    expect(setLoop(start, { isOn: true })).toMatchObject({ ok: false });
    expect(edited(document, (now) => removeMarkers(now, ['m1'])).markers.size).toBe(0);
  });
});
