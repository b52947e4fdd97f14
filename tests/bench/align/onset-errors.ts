/** Figures over the onset errors of many notes. */

/** Confidence, and the absolute onset error in milliseconds; infinite for a note that was not found. */
export type NoteError = readonly [confidence: number, errorMs: number];

/** A note that was not found, as JSON can hold it. */
export const lostMs = 1e6;

export function errorFigures(notes: readonly NoteError[]): Record<string, number> {
  const errors = notes.map(([, errorMs]) => errorMs).sort((a, b) => a - b);
  const within = (ms: number): number => errors.filter((error) => error <= ms).length / errors.length;
  return {
    notes: errors.length,
    medianMs: quantile(errors, 0.5),
    meanMs: mean(errors.filter((error) => error < lostMs)),
    within50: within(50),
    within100: within(100),
    within200: within(200),
    lost: 1 - within(lostMs - 1),
  };
}

/** Mean error of the half of the notes that is surest, and of the rest. */
export function confidenceHalves(notes: readonly NoteError[]): { sure: number; rest: number } {
  const sorted = [...notes].sort((a, b) => b[0] - a[0]);
  const half = sorted.length >> 1;
  const errorOf = (part: readonly NoteError[]): number =>
    mean(part.map(([, errorMs]) => errorMs).filter((error) => error < lostMs));
  return { sure: errorOf(sorted.slice(0, half)), rest: errorOf(sorted.slice(half)) };
}

export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly notes: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly within50: number;
};

/** Notes by confidence, in steps of a tenth. */
export function calibration(notes: readonly NoteError[]): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, i) => {
    const from = i / 10;
    const to = (i + 1) / 10;
    const errors = notes
      .filter(([confidence]) => confidence >= from && (confidence < to || i === 9))
      .map(([, errorMs]) => errorMs)
      .sort((a, b) => a - b);
    return {
      from,
      to,
      notes: errors.length,
      medianMs: quantile(errors, 0.5),
      p90Ms: quantile(errors, 0.9),
      within50: errors.filter((error) => error <= 50).length / errors.length,
    };
  }).filter((bin) => bin.notes > 0);
}

/** NaN for an empty list. @param sorted rising */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
