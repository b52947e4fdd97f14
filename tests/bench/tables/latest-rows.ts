import type { BenchRow } from '../bench-row.ts';

/**
 * One row per cell of a table. A file may hold rows of the same measurement with settings of different
 * days; the last one made counts.
 */
export function latestRows(rows: readonly BenchRow[]): BenchRow[] {
  const byCell = new Map<string, BenchRow>();
  for (const row of rows) {
    const { section, piece, piano, method, condition, settings, seed } = row;
    const cell = JSON.stringify([
      section,
      piece,
      piano,
      method,
      condition,
      settings['excerpt'] ?? null,
      seed,
    ]);
    const other = byCell.get(cell);
    if (other === undefined || other.madeAt <= row.madeAt) byCell.set(cell, row);
  }
  return [...byCell.values()];
}
