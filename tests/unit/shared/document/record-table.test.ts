import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTable, recordOf, recordsOf, withRecords } from '../../../../shared/document/record-table.ts';

const someChanges = fc.array(
  fc.uniqueArray(fc.record({ id: fc.string({ maxLength: 3 }), after: fc.option(fc.integer()) }), {
    selector: ({ id }) => id,
    maxLength: 10,
  }),
  { maxLength: 10 },
);

describe('record tables', () => {
  it('[D1] a table holds what a map would, and earlier tables stay as they were', () => {
    fc.assert(
      fc.property(someChanges, (batches) => {
        const map = new Map<string, number>();
        let table = emptyTable<number>();
        for (const batch of batches) {
          const before = table;
          const old = new Map(map);
          table = withRecords(table, batch);
          for (const { id, after } of batch) {
            if (after === null) map.delete(id);
            else map.set(id, after);
          }
          expect(table.size).toBe(map.size);
          expect([...recordsOf(before)].sort()).toEqual([...old.values()].sort());
          for (const id of ['', 'a', ...map.keys()]) expect(recordOf(table, id)).toBe(map.get(id));
        }
      }),
    );
  });

  it('[D1] names of the prototype are ids like others, and a table can be cloned', () => {
    const table = withRecords(emptyTable<number>(), [
      { id: '__proto__', after: 1 },
      { id: 'constructor', after: 2 },
    ]);
    expect(recordOf(emptyTable<number>(), 'constructor')).toBeUndefined();
    expect(recordOf(structuredClone(table), '__proto__')).toBe(1);
  });
});
