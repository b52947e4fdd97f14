/** Cases that real recordings bring, made from performances whose truth is known. */
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import type { AlignmentReport, ReportedNote } from '../../../shared/music/alignment-report.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { alignIdentity } from './align-identity.ts';
import { derivedNames, derivePerformance } from './derived-performance.ts';
import type { DerivedName, DerivedPerformance, ExpectedNote } from './derived-performance.ts';
import { noPins, rounded, runAlignment, runFigures } from './measure-alignment.ts';
import { errorFigures, lostMs } from './onset-errors.ts';
import type { NoteError } from './onset-errors.ts';
import { trueOnsets } from './performances.ts';
import type { TestPerformance } from './performances.ts';

/** A note counts as found within this of where it sounds. */
const foundSec = 0.2;

export function derivedTasks(
  performances: readonly TestPerformance[],
  aligners: readonly AlignerName[],
): BenchTask[] {
  return performances
    .filter(({ set }) => set === 'align')
    .flatMap((piece) =>
      derivedNames.flatMap((name) =>
        aligners.map((aligner): BenchTask => ({
          identity: alignIdentity('align-derived', piece, aligner, name),
          run: (folder, tools) => measureDerived(piece, name, aligner, folder, tools),
        })),
      ),
    );
}

async function measureDerived(
  piece: TestPerformance,
  name: DerivedName,
  aligner: AlignerName,
  folder: string,
  tools: BenchTools,
): Promise<Result<RowOutcome>> {
  const derived = await derivePerformance(piece, name, folder);
  if (!derived.ok) return derived;
  const score = await readScore(derived.value.scorePath);
  if (!score.ok) return score;
  const report = await runAlignment(derived.value, aligner, noPins, tools);
  if (!report.ok) {
    if (report.error.code !== 'score-mismatch') return report;
    // A refusal is a result: everything is lost.
    const lost = derived.value.rest.map((): NoteError => [0, lostMs]);
    return ok({ figures: errorFigures(lost), nsdr: {}, notes: lost, remarks: [report.error.message] });
  }
  const found = new Map(report.value.notes.map((note) => [`${note.visit} ${note.id}`, note]));
  const pairs = [...derived.value.rest, ...derived.value.section].map(({ pair }) => pair);
  const idOf = new Map([...trueOnsets(score.value, [...new Set(pairs)])].map(([id, pair]) => [pair, id]));
  const noteOf = ({ pair, visit }: ExpectedNote): ReportedNote | undefined =>
    found.get(`${visit} ${idOf.get(pair) ?? ''}`);
  const notes = derived.value.rest
    .filter(({ pair }) => idOf.has(pair))
    .map((expected): NoteError => {
      const note = noteOf(expected);
      return note === undefined
        ? [0, lostMs]
        : rounded(note.confidence, Math.abs(note.onsetSec - expected.onsetSec));
    });
  return ok({
    figures: {
      ...errorFigures(notes),
      ...sectionFigures(derived.value, report.value, score.value, noteOf),
      ...runFigures(report.value),
    },
    nsdr: {},
    notes,
    remarks: report.value.doubtful.map(
      ({ fromSec, toSec, reason }) => `${fromSec.toFixed(1)}-${toSec.toFixed(1)} ${reason}`,
    ),
  });
}

/** Share of the section that was found as it is, and of its place that is marked as doubtful. */
function sectionFigures(
  { section, cut, doubtSec }: DerivedPerformance,
  report: AlignmentReport,
  score: Parameters<typeof trueOnsets>[0],
  noteOf: (expected: ExpectedNote) => ReportedNote | undefined,
): Record<string, number> {
  if (doubtSec === null) return {};
  const unplayed = new Set(report.unplayed);
  const cutIds = [...trueOnsets(score, cut).keys()];
  const found =
    section.length > 0
      ? section.filter((expected) => {
          const note = noteOf(expected);
          return note !== undefined && Math.abs(note.onsetSec - expected.onsetSec) < foundSec;
        }).length / section.length
      : cutIds.filter((id) => unplayed.has(id)).length / cutIds.length;
  const [from, to] = doubtSec;
  const overlaps = report.doubtful.map(({ fromSec, toSec }) =>
    Math.max(0, Math.min(to, Math.max(toSec, fromSec + 0.01)) - Math.max(from, fromSec)),
  );
  const overlap = overlaps.reduce((sum, value) => sum + value, 0);
  // A cut is one moment, marked by a doubt near it.
  const marked = section.length > 0 ? Math.min(1, overlap / (to - from)) : Number(overlap > 0);
  return { found, marked };
}
