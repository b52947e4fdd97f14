/** `bench export`: a piece of six groups and a residual, stereo, written in every format. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runExport } from '../../../electron/backend/engine/export/run-export.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { ExportRequest } from '../../../shared/export/export-request.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { fullRequest } from '../../support/export-fixture.ts';
import type { BenchPlan } from '../bench-command.ts';
import type { BenchTask } from '../bench-task.ts';
import type { RowOutcome } from '../bench-row.ts';
import { writeExportSources } from './export-sources.ts';

const flags = {
  json: { type: 'string' },
  seconds: { type: 'string', default: '300' },
} as const;

const groups = ['Flute', 'Oboe', 'Clarinet', 'Horn', 'Bassoon', 'Piano', 'residual'];
const bare: Partial<ExportRequest> = {
  withOriginal: false,
  mixes: [],
  sessions: [],
  withMidi: false,
  withTables: false,
};

const conditions: readonly { readonly name: string; readonly request: Partial<ExportRequest> }[] = [
  { name: 'stems, WAV 24 bit', request: bare },
  { name: 'stems, FLAC 24 bit', request: { ...bare, format: 'flac' } },
  {
    name: 'mix, MP3',
    request: { ...bare, stems: [], mixes: [{ name: 'mix', format: 'mp3', bits: '24', without: [] }] },
  },
  { name: 'everything, WAV 24 bit', request: {} },
];

/** Fails with 'bad-usage'. */
export function planExport(args: readonly string[], folder: string): Result<BenchPlan> {
  let values;
  try {
    values = parseArgs({ args: [...args], options: flags }).values;
  } catch (cause) {
    return badUse(cause instanceof Error ? cause.message : String(cause));
  }
  const seconds = Number(values.seconds);
  if (values.json === undefined) return badUse('--json FILE is needed');
  if (!Number.isFinite(seconds) || seconds < 10 || seconds > 7200) {
    return badUse(`--seconds "${values.seconds}" is no number from 10 to 7200`);
  }
  const tasks = conditions.map(({ name, request }): BenchTask => ({
    identity: {
      section: 'export',
      piece: `${groups.length - 1} groups, ${seconds} s`,
      piano: '',
      method: '',
      condition: name,
      settings: {},
      seed: 1,
    },
    run: (place, { hooks }) => measure(place, seconds, request, hooks.signal),
  }));
  return ok({ json: resolve(folder, values.json), tasks });
}

async function measure(
  place: string,
  seconds: number,
  changes: Partial<ExportRequest>,
  signal: AbortSignal,
): Promise<Result<RowOutcome>> {
  const sources = join(place, 'sources');
  await mkdir(sources);
  const session = await writeExportSources(sources, groups, seconds);
  const world = { version: 'bench', now: () => new Date() };
  const request = fullRequest(join(place, 'out'), changes);
  const report = await runExport(session, request, { signal, onProgress: () => {} }, world);
  if (!report.ok) return report;
  const { seconds: took, bytes, nullDepthDb } = report.value;
  const figures: Record<string, number> = {
    sec: took,
    realTimeFactor: took / seconds,
    megabytes: bytes / 1e6,
  };
  if (nullDepthDb !== 'not applicable') figures['nullDepthDb'] = nullDepthDb;
  return ok({ figures, nsdr: {}, remarks: report.value.remarks });
}

function badUse(message: string): Result<never> {
  return err(divisiError('bad-usage', `bench export: ${message}.`));
}
