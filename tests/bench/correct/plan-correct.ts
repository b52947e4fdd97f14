/** `bench correct`: how long a correction takes to be heard, and what it is worth against training anew. */
import { join, resolve } from 'node:path';
import type { LiveOrder } from '../../../electron/backend/engine/live/live-order.ts';
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import { planSeparation } from '../../../electron/backend/engine/plan-separation.ts';
import { stemTargets } from '../../../electron/backend/engine/stem-targets.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchPlan } from '../bench-command.ts';
import { badUse, benchOptions } from '../bench-options.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { cutFile } from '../quality/cut-recording.ts';
import type { TestPiece } from '../quality/data-set.ts';
import { onePiece } from '../quality/one-piece.ts';
import { correctionEdits } from './correction-edits.ts';
import type { CorrectionFigures, CorrectionsRequest } from './run-corrections.ts';

const lengthSec = 180;

const flags = {
  data: { type: 'string' },
  json: { type: 'string' },
  /** Longer than three minutes. */
  piece: { type: 'string', default: 'chopin-op28-15' },
  piano: { type: 'string', default: 'salamander' },
  resume: { type: 'boolean' },
} as const;

/** Fails with 'bad-usage' and 'file-missing'. */
export async function planCorrect(args: readonly string[], folder: string): Promise<Result<BenchPlan>> {
  const parsed = benchOptions('correct', args, flags);
  if (!parsed.ok) return parsed;
  const { data, json, piece: slug, piano } = parsed.value;
  if (data === undefined || json === undefined)
    return badUse('correct', '--data DIR and --json FILE are needed');
  const chosen = await onePiece('correct', resolve(folder, data), slug, piano);
  if (!chosen.ok) return chosen;
  const piece = chosen.value;
  // One job makes all edits: what they share is trained once.
  let shared: Promise<Result<CorrectionFigures[]>> | null = null;
  const tasks = correctionEdits.map(({ name }, index) =>
    editTask(piece, name, async (place, tools) => {
      shared ??= runAll(piece, place, tools);
      const all = await shared;
      return all.ok ? ok(all.value[index]!) : all;
    }),
  );
  return ok({ json: resolve(folder, json), tasks });
}

function editTask(
  piece: TestPiece,
  name: string,
  run: (folder: string, tools: BenchTools) => Promise<Result<CorrectionFigures>>,
): BenchTask {
  return {
    identity: {
      section: 'correct',
      piece: piece.slug,
      piano: piece.piano,
      method: 'divisi',
      condition: name,
      settings: { lengthSec, ...methodSettings('divisi', {}) },
      seed: 1,
    },
    async run(folder, tools) {
      const figures = await run(folder, tools);
      if (!figures.ok) return figures;
      return ok({ figures: figures.value, nsdr: {}, remarks: [] });
    },
  };
}

async function runAll(
  piece: TestPiece,
  folder: string,
  tools: BenchTools,
): Promise<Result<CorrectionFigures[]>> {
  const span = { start: 0, end: lengthSec };
  const mix = await cutFile(piece.mixPath, span, join(folder, 'mix.wav'));
  if (!mix.ok) return mix;
  const references: string[] = [];
  for (const { group, path } of piece.references) {
    const cut = await cutFile(path, span, join(folder, `true ${group}.wav`));
    if (!cut.ok) return cut;
    references.push(cut.value);
  }
  const truth = await trueOrder(piece, mix.value);
  if (!truth.ok) return truth;
  const request: CorrectionsRequest = { truth: truth.value, references, folder };
  return tools.runBenchJob({ kind: 'correct', request }, tools.hooks);
}

async function trueOrder(piece: TestPiece, recordingPath: string): Promise<Result<LiveOrder>> {
  const plan = await planSeparation({
    scorePath: piece.scorePath,
    outputFolder: '/',
    piece: piece.slug,
    groups: piece.groups,
  });
  if (!plan.ok) return plan;
  const targets = stemTargets(
    plan.value,
    plan.value.groups.map(({ noteIds }) => noteIds.length),
  );
  const order = piece.references.map(({ group }) =>
    targets.groups.findIndex(({ stem }) => stem.group === group),
  );
  return ok({
    recordingPath,
    notes: targets.notes,
    parts: targets.parts,
    paint: [],
    groups: piece.references.map(({ group }) => group),
    groupOfNote: Array.from(targets.groupOfNote, (group) => order.indexOf(group)),
    method: 'divisi',
    overrides: {},
    seed: 1,
    tuningCents: 0,
    adjustment: { strengths: [], regions: [] },
  });
}
