import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstSum,
  journalHeader,
  lineText,
  nextLine,
  readJournal,
} from '../../../../../electron/backend/project/journal-format.ts';
import type { JournalLine } from '../../../../../electron/backend/project/journal-format.ts';

const base = { revision: 7, sum: firstSum };

function journalOf(entries: readonly unknown[]): { text: string; lines: JournalLine[] } {
  const lines: JournalLine[] = [];
  for (const entry of entries) lines.push(nextLine(lines.at(-1) ?? base, JSON.stringify(entry)));
  return { text: journalHeader(base, 1) + lines.map(lineText).join(''), lines };
}

function read(text: string | Uint8Array): ReturnType<typeof readJournal> {
  return readJournal(typeof text === 'string' ? Buffer.from(text) : text, 'j.jsonl');
}

describe('readJournal', () => {
  it('[P2] gives back what was written, one line a patch', () => {
    const { text, lines } = journalOf([{ a: 1 }, { b: 'é "quoted"\n line' }, {}]);
    expect(text.split('\n').length).toBe(5);
    const result = read(text);
    expect(result).toMatchObject({ ok: true, value: { base, schema: 1, lines, tail: 'none' } });
    if (!result.ok) throw new Error(result.error.message);
    const starts = [
      '',
      ...lines.map((_, index) =>
        text
          .split('\n')
          .slice(0, index + 2)
          .join('\n'),
      ),
    ];
    expect(result.value.ends.slice(1)).toEqual(starts.slice(1).map((part) => Buffer.byteLength(part) + 1));
    expect(result.value.ends[0]).toBe(journalHeader(base, 1).length);
    expect(lines.map(({ revision }) => revision)).toEqual([8, 9, 10]);
  });

  it('[P3] a journal that is cut anywhere gives the lines before the cut', () => {
    const { text, lines } = journalOf([{ a: 1 }, { b: 'ünï' }, { c: [1, 2] }]);
    const bytes = Buffer.from(text);
    const headerBytes = Buffer.byteLength(journalHeader(base, 1));
    for (let cut = headerBytes; cut <= bytes.length; cut++) {
      const result = read(bytes.subarray(0, cut));
      if (!result.ok) throw new Error(result.error.message);
      const whole = bytes.subarray(0, cut).toString('latin1').split('\n').length - 2;
      expect(result.value.lines).toEqual(lines.slice(0, whole));
      const ends = bytes[cut - 1] === 0x0a;
      expect(result.value.tail).toBe(ends ? 'none' : 'unfinished');
    }
  });

  it('[P4] any changed byte is noticed, and what stands before it stays', () => {
    const { text, lines } = journalOf([{ a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }]);
    const bytes = Buffer.from(text);
    const headerBytes = Buffer.byteLength(journalHeader(base, 1));
    fc.assert(
      fc.property(
        fc.integer({ min: headerBytes, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const damaged = Buffer.from(bytes);
          damaged[at]! ^= flip;
          const result = read(damaged);
          if (!result.ok) throw new Error(result.error.message);
          const before = bytes.subarray(0, at).toString('latin1').split('\n').length - 2;
          expect(result.value.lines).toEqual(lines.slice(0, before));
          expect(result.value.tail).not.toBe('none');
        },
      ),
    );
  });

  it('[P4] a missing and an exchanged line are noticed', () => {
    const { text } = journalOf([{ a: 1 }, { b: 2 }, { c: 3 }]);
    const [header, first, second, third] = text.split('\n');
    const missing = read(`${[header, first, third].join('\n')}\n`);
    expect(missing).toMatchObject({ value: { tail: 'damaged', lines: [{ revision: 8 }] } });
    const exchanged = read(`${[header, second, first, third].join('\n')}\n`);
    expect(exchanged).toMatchObject({ value: { tail: 'damaged', lines: [] } });
  });

  it('[P5] a newer version is refused by number, anything else as damage', () => {
    const newer = read('{"format":"divisi-journal","version":2,"anything":true}\n');
    expect(newer).toMatchObject({ error: { code: 'project-newer' } });
    expect(JSON.stringify(newer)).toMatch(/format 2; this Divisi knows 1/);
    for (const header of [
      '',
      '\n',
      'null\n',
      '[]\n',
      '{}\n',
      '{"format":"divisi-journal","version":1}\n',
      '{"format":"divisi-journal","version":-1,"schema":1,"revision":1,"sum":""}\n',
    ]) {
      expect(read(header)).toMatchObject({ error: { code: 'project-damaged' } });
    }
  });
});
