/** The demo's results as lines of text for a terminal. */
import type { DemoReport, PieceReport } from '../report/demo-report.ts';
import { deepestNullDb } from '../engine/stems/null-depth.ts';
import { duration } from '../report/html-text.ts';

/** Ends with a line break. `reportPath` is shown as it is. */
export function renderDemoSummary(report: DemoReport, reportPath: string): string {
  const lines = [
    ...report.pieces.flatMap((piece) => ['', ...pieceLines(piece)]),
    '',
    `${duration(report.totalSec)} in all, on ${report.machine}.`,
    report.attribution,
    '',
    `Open the report: ${reportPath}`,
  ];
  return `${lines.join('\n')}\n`;
}

function pieceLines({ title, separation, medianOnsetErrorSec, evaluation, stems }: PieceReport): string[] {
  const { seconds, durationSec, realTimeFactor, method, backend, nullDepthDb } = separation;
  const sum =
    nullDepthDb === 'not applicable'
      ? nullDepthDb
      : nullDepthDb <= deepestNullDb
        ? 'exact: the stems add up to the recording, bit for bit'
        : `${nullDepthDb.toFixed(0)} dB: the stems add up to the recording`;
  return [
    title,
    row(
      'aligned',
      `half of the onsets within ${(1000 * medianOnsetErrorSec).toFixed(0)} ms of where they were played`,
    ),
    row(
      'separated',
      `${duration(durationSec)} of music in ${duration(seconds.total)} (${realTimeFactor.toFixed(2)} x real time), ${method} on ${backend} tensors`,
    ),
    ...evaluation.sources.map((source, j) =>
      row(
        stems[j]?.label.toLowerCase() ?? 'stem',
        `NSDR ${signed(source.nsdr)}   SDR ${signed(source.sdr)}   SIR ${signed(source.sir)}   SAR ${signed(source.sar)} dB`,
      ),
    ),
    row('both hands', `NSDR ${signed(evaluation.mean.nsdr)} dB, mean`),
    row('null depth', sum),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(12)} ${text}`;
}

function signed(db: number): string {
  return `${db < 0 ? '' : '+'}${db.toFixed(1)}`.padStart(5);
}
