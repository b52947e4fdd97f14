import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../../shared/document/parse-document.ts';

const fileOf = { place: 'inside', path: 'a.wav', sha256: '0'.repeat(64), bytes: 1 };
const recording = { id: 'recording', file: fileOf, sampleRate: 8000, channels: 1, lengthSamples: 8000 };

function outcome(records: object): string {
  const json = { format: 'divisi-document', schema: 1, records: { single: [recording], ...records } };
  const parsed = parseDocument(json);
  return parsed.ok ? 'ok' : parsed.error.message;
}

const segments = fc.array(
  fc.record({
    fromSec: fc.integer({ min: 0, max: 40 }),
    lengthSec: fc.integer({ min: 1, max: 5 }),
    isSkip: fc.boolean(),
  }),
  { maxLength: 8 },
);

describe('spacingFault', () => {
  it('[P10] skips and locks overlap where two of them do', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const rows = list.map(({ fromSec, lengthSec, isSkip }, index) => {
          return { isSkip, record: { id: `s${index}`, fromSec, toSec: fromSec + lengthSec } };
        });
        const meets = rows.some(({ record: a }, i) =>
          rows.some(({ record: b }, j) => i < j && a.fromSec < b.toSec && b.fromSec < a.toSec),
        );
        const of = (wanted: boolean): object[] =>
          rows.filter(({ isSkip }) => isSkip === wanted).map(({ record }) => record);
        const result = outcome({ skips: of(true), locks: of(false) });
        if (meets) expect(result).toMatch(/overlap at/);
        else expect(result).toBe('ok');
      }),
    );
  });

  it('[P10] as many records as a project may have are checked at once', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    const anchors = many.map((index) => ({ id: `a${index}`, scoreSec: index, audioSec: index }));
    expect(outcome({ anchors })).toBe('ok');
    expect(outcome({ anchors: [...anchors.slice(1), { id: 'x', scoreSec: 1, audioSec: 7.0005 }] })).toMatch(
      /two anchors stand at 7.0005 s/,
    );
    expect(
      outcome({ skips: many.map((index) => ({ id: `s${index}`, fromSec: index, toSec: index + 0.5 })) }),
    ).toBe('ok');
    const tooMany = Array.from({ length: 100_000 }, (_, index) => ({
      id: `s${index}`,
      fromSec: index,
      toSec: index + 0.5,
    }));
    expect(outcome({ locks: tooMany })).toMatch(/at most 20000 locks/);
  });
});
