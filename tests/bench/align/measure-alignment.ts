/** One alignment through the product's own path, held against the true onsets. */
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import type { AlignmentPins } from '../../../shared/music/alignment.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTools } from '../bench-task.ts';
import { errorFigures, lostMs } from './onset-errors.ts';
import type { NoteError } from './onset-errors.ts';
import { readTruth, trueOnsets } from './performances.ts';
import type { TestPerformance } from './performances.ts';

export const noPins: AlignmentPins = { anchors: [], skips: [] };

export function runAlignment(
  { recordingPath, scorePath }: Pick<TestPerformance, 'recordingPath' | 'scorePath'>,
  aligner: AlignerName,
  pins: AlignmentPins,
  tools: BenchTools,
): Promise<Result<AlignmentReport>> {
  const request = {
    aligner,
    pins,
    recordingPath,
    scorePath,
    outPath: null,
    midiPath: null,
    clicksPath: null,
    force: false,
  };
  return tools.runJob({ kind: 'align', request }, tools.hooks, []);
}

export async function measureAlignment(
  piece: TestPerformance,
  aligner: AlignerName,
  tools: BenchTools,
): Promise<Result<RowOutcome>> {
  const score = await readScore(piece.scorePath);
  if (!score.ok) return score;
  const report = await runAlignment(piece, aligner, noPins, tools);
  if (!report.ok) return report.error.code === 'score-mismatch' ? ok(refused(report.error.message)) : report;
  const truth = trueOnsets(score.value, await readTruth(piece));
  const found = new Map(report.value.notes.map((note) => [note.id, note]));
  const notes = [...truth].map(([id, { onsetSec }]): NoteError => {
    const note = found.get(id);
    return note === undefined ? [0, lostMs] : rounded(note.confidence, Math.abs(note.onsetSec - onsetSec));
  });
  return ok({
    figures: { ...errorFigures(notes), ...runFigures(report.value) },
    nsdr: {},
    notes,
    remarks: [],
  });
}

/** A right score that was taken for a wrong one: no note is found. */
function refused(message: string): RowOutcome {
  const notes: NoteError[] = [[0, lostMs]];
  return { figures: { ...errorFigures(notes), refused: 1 }, nsdr: {}, notes, remarks: [message] };
}

export function rounded(confidence: number, errorSec: number): NoteError {
  return [Math.round(confidence * 1000) / 1000, Math.round(errorSec * 1e4) / 10];
}

export function runFigures(report: AlignmentReport): Record<string, number> {
  const { seconds, tuningCents, transposeSemitones, doubtful, unplayed, medianConfidence } = report;
  return {
    seconds,
    tuningCents,
    transposeSemitones,
    doubtful: doubtful.length,
    doubtfulSec: doubtful.reduce((sum, { fromSec, toSec }) => sum + toSec - fromSec, 0),
    unplayed: unplayed.length,
    medianConfidence,
  };
}
