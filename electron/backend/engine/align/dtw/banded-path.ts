/** Dynamic time warping within a band: the cheapest way through a table of costs, row by row. */

/** Columns [lows[row], highs[row]], both included, that the path may use; neither may fall from row to row. */
export type PathBand = { readonly lows: Int32Array; readonly highs: Int32Array };

/** What a cell counts, by the step that led to it. */
export type StepWeights = {
  /** Both one on. */
  readonly diagonal: number;
  /** One row on. */
  readonly row: number;
  /** One column on. */
  readonly column: number;
};

/** Cells from the first row's first column to the last row's last, in order. */
export type WarpingPath = {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Weighted sum over the path; the first cell counts once. */
  readonly cost: number;
};

const equalSteps: StepWeights = Object.freeze({ diagonal: 1, row: 1, column: 1 });

const fromDiagonal = 0;
const fromRow = 1;
const fromColumn = 2;

/**
 * Of equally cheap ways the diagonal one is taken, then that along a row. Cells outside of the band cost
 * infinitely much. Time O(cells of the band) calls of `costOf`, memory one byte for each of them.
 * @throws RangeError for a band that no path can cross.
 * @source Mueller, Fundamentals of Music Processing, section 3.2: classical DTW; the band follows Ewert,
 * Mueller & Grosche, ICASSP 2009, section 4 (multi-scale DTW).
 * @tested against the book's example.
 */
export function bandedPath(
  rowCount: number,
  columnCount: number,
  costOf: (row: number, column: number) => number,
  band: PathBand,
  weights: StepWeights = equalSteps,
): WarpingPath {
  assertBand(rowCount, columnCount, band);
  const { lows, highs } = band;
  const offsets = new Float64Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) offsets[row + 1] = offsets[row]! + highs[row]! - lows[row]! + 1;
  const steps = new Uint8Array(offsets[rowCount]!);
  let before = new Float64Array(0);
  let beforeLow = 0;
  for (let row = 0; row < rowCount; row++) {
    const low = lows[row]!;
    const width = highs[row]! - low + 1;
    const now = new Float64Array(width);
    for (let at = 0; at < width; at++) {
      const column = low + at;
      const cost = costOf(row, column);
      const above = column - beforeLow;
      let best = row === 0 && column === 0 ? cost : Infinity;
      let step = fromDiagonal;
      const diagonal = (before[above - 1] ?? Infinity) + weights.diagonal * cost;
      if (diagonal < best) best = diagonal;
      const alongRow = (at > 0 ? now[at - 1]! : Infinity) + weights.column * cost;
      if (alongRow < best) {
        best = alongRow;
        step = fromColumn;
      }
      const alongColumn = (before[above] ?? Infinity) + weights.row * cost;
      if (alongColumn < best) {
        best = alongColumn;
        step = fromRow;
      }
      now[at] = best;
      steps[offsets[row]! + at] = step;
    }
    before = now;
    beforeLow = low;
  }
  const cost = before[columnCount - 1 - beforeLow]!;
  return { ...traceBack(rowCount, columnCount, lows, offsets, steps), cost };
}

function traceBack(
  rowCount: number,
  columnCount: number,
  lows: Int32Array,
  offsets: Float64Array,
  steps: Uint8Array,
): Pick<WarpingPath, 'rows' | 'columns'> {
  const rows: number[] = [];
  const columns: number[] = [];
  let row = rowCount - 1;
  let column = columnCount - 1;
  for (;;) {
    rows.push(row);
    columns.push(column);
    if (row === 0 && column === 0) break;
    const step = steps[offsets[row]! + column - lows[row]!]!;
    if (step !== fromColumn) row--;
    if (step !== fromRow) column--;
  }
  return { rows: Int32Array.from(rows.reverse()), columns: Int32Array.from(columns.reverse()) };
}

function assertBand(rowCount: number, columnCount: number, { lows, highs }: PathBand): void {
  const isWhole = rowCount > 0 && columnCount > 0 && lows[0] === 0 && highs[rowCount - 1] === columnCount - 1;
  if (!isWhole) throw new RangeError(`expected a band from corner to corner of ${rowCount} x ${columnCount}`);
  for (let row = 1; row < rowCount; row++) {
    const rises = lows[row]! >= lows[row - 1]! && highs[row]! >= highs[row - 1]!;
    if (!rises || lows[row]! > highs[row - 1]! + 1) {
      throw new RangeError(`expected a band that rises without a gap, got one that breaks at row ${row}`);
    }
  }
}

/** All columns in every row. */
export function wholeBand(rowCount: number, columnCount: number): PathBand {
  return { lows: new Int32Array(rowCount), highs: new Int32Array(rowCount).fill(columnCount - 1) };
}
