import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { setAnchor } from '../../../../shared/document/edits/edit-alignment.ts';
import { addGroup, changeGroup } from '../../../../shared/document/edits/edit-groups.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { documentFault, patchFault } from '../../../../shared/document/invariants.ts';
import { applyPatch, changeOf } from '../../../../shared/document/patch.ts';
import type { Change } from '../../../../shared/document/patch.ts';
import type { Tables } from '../../../../shared/document/records.ts';
import { edited, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = edited(
  toyDocument(4),
  (now) => setAnchor(now, { id: 'a1', scoreSec: 1, audioSec: 1 }),
  (now) => setTolerance(now, { kind: 'notes', ids: ['t1n1'] }, { onsetBeforeSec: 1 }),
);
const segment = (id: string, fromSec: number, toSec: number): Tables['locks'] => ({ id, fromSec, toSec });
const corners = [
  [0, 50],
  [1, 60],
  [1, 50],
] as const;

/** The fault, by the patch and by the whole document alike. */
function faultOf(document: DocumentState, ...changes: readonly (readonly Change[])[]): string | null {
  const patch = changes.flat();
  const next = valueOf(applyPatch(document, patch));
  const fault = patchFault(next, patch);
  expect(documentFault(next) === null).toBe(fault === null);
  return fault;
}

describe('invariants', () => {
  it('[D12] what is referred to is there, and nothing is left of what is gone', () => {
    const visits = [{ visit: 1, onsetSec: 0, offsetSec: 1 }];
    const cases: readonly [changes: readonly Change[], reason: RegExp][] = [
      [changeOf(start, 'notes', 't1n1', null), /tolerances still have the note "t1n1"|no "t1n1" in notes/],
      [changeOf(start, 'parts', 'p1', null), /no "p1" in parts/],
      [changeOf(start, 'pins', 'x', { id: 'x', visits }), /no "x" in notes/],
      [changeOf(start, 'assignments', 't1n1', { id: 't1n1', groupId: 'g9' }), /no "g9" in groups/],
      [
        changeOf(start, 'tolerances', 'group:g9', {
          id: 'group:g9',
          onsetBeforeSec: 1,
          onsetAfterSec: null,
          sustainBeforeSec: null,
          sustainAfterSec: null,
        }),
        /no "g9" in groups/,
      ],
      [changeOf(start, 'regions', 'r', { id: 'r', fromGroupId: 'g9', toGroupId: 'g1', corners }), /no "g9"/],
      [
        changeOf(start, 'channels', 'g9', { id: 'g9', gainDb: 0, pan: 0, isMuted: true, isSoloed: false }),
        /no "g9"/,
      ],
      [changeOf(start, 'strengths', 'g9', { id: 'g9', maskExponent: 1, floorDb: null }), /no "g9"/],
      [
        changeOf(start, 'single', 'project', { id: 'project', name: 'X', activeVersionId: 'v9' }),
        /no "v9" in versions/,
      ],
      [changeOf(start, 'single', 'recording', null), /there is no recording/],
    ];
    for (const [change, reason] of cases) expect(faultOf(start, change)).toMatch(reason);
    const channel = { id: 'residual', gainDb: 0, pan: 0, isMuted: true, isSoloed: false };
    expect(faultOf(start, changeOf(start, 'channels', 'residual', channel))).toBeNull();
  });

  it('[D12] a drawn note has a time, and only notes of the score are aligned', () => {
    const note = {
      id: 'd',
      partId: 'p1',
      pitchMidi: 60,
      velocity: 64,
      origin: 'drawn',
      score: null,
    } as const;
    const pin = { id: 'd', visits: [{ visit: 1, onsetSec: 0, offsetSec: 1 }] };
    const drawn = changeOf(start, 'notes', 'd', note);
    expect(faultOf(start, drawn)).toMatch(/no time in the recording/);
    expect(faultOf(start, drawn, changeOf(start, 'pins', 'd', pin))).toBeNull();
    const document = valueOf(applyPatch(start, [...drawn, ...changeOf(start, 'pins', 'd', pin)]));
    expect(faultOf(document, changeOf(document, 'pins', 'd', null))).toMatch(/no time in the recording/);
    expect(
      faultOf(document, changeOf(document, 'unplayed', 'd', { id: 'd', visits: null, by: 'person' })),
    ).toMatch(/was drawn/);
  });

  it('[D12] group names differ, case aside, and are none of the program’s own', () => {
    const patchOf = (name: string): readonly Change[] => valueOf(addGroup(start, { id: 'new', name })).patch;
    expect(faultOf(start, patchOf('RIGHT'))).toMatch(/already a group with the name "Right"/);
    expect(faultOf(start, patchOf('Residual'))).toMatch(/reserved/);
    expect(faultOf(start, valueOf(addGroup(start, { id: 'rest', name: 'X' })).patch)).toMatch(
      /no id for a group/,
    );
    expect(faultOf(start, valueOf(changeGroup(start, 'g1', { name: 'right' })).patch)).toBeNull();
  });

  it('[D12] anchors stand apart; what is locked or skipped does not overlap', () => {
    expect(
      faultOf(start, changeOf(start, 'anchors', 'a2', { id: 'a2', scoreSec: 2, audioSec: 1.0001 })),
    ).toMatch(/two anchors/);
    expect(
      faultOf(start, changeOf(start, 'anchors', 'a1', { id: 'a1', scoreSec: 2, audioSec: 1.0001 })),
    ).toBeNull();
    const locked = valueOf(applyPatch(start, changeOf(start, 'locks', 'l', segment('l', 1, 2))));
    expect(faultOf(locked, changeOf(locked, 'skips', 's', segment('s', 1.5, 3)))).toMatch(/overlap at 1.5 s/);
    expect(faultOf(locked, changeOf(locked, 'locks', 'l', segment('l', 1.5, 3)))).toBeNull();
    expect(faultOf(locked, changeOf(locked, 'skips', 's', segment('s', 2, 3)))).toBeNull();
  });
});
