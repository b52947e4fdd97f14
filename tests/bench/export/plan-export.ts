/** `bench export`: a piece of six groups and a residual, stereo, written in every format. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runExport } from '../../../electron/backend/engine/export/run-export.ts';
import type { ExportRequest } from '../../../shared/export/export-request.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { fullRequest } from '../../support/export-fixture.ts';
import { lean } from '../../support/export-runs.ts';
import type { BenchPlan } from '../bench-command.ts';
import { badUse, benchOptions } from '../bench-options.ts';
import type { BenchTask } from '../bench-task.ts';
import type { RowOutcome } from '../bench-row.ts';
import { writeExportSources } from './export-sources.ts';

const flags = {
  json: { type: 'string' },
  seconds: { type: 'string', default: '300' },
} as const;

const groups = ['Flute', 'Oboe', 'Clarinet', 'Horn', 'Bassoon', 'Piano', 'residual'];

const conditions: readonly { readonly name: string; readonly request: Partial<ExportRequest> }[] = [
  { name: 'stems, WAV 24 bit', request: lean },
  { name: 'stems, FLAC 24 bit', request: { ...lean, format: 'flac' } },
  {
    name: 'mix, MP3',
    request: { ...lean, stems: [], mixes: [{ name: 'mix', format: 'mp3', bits: '24', without: [] }] },
  },
  { name: 'everything, WAV 24 bit', request: {} },
];

/** Fails with 'bad-usage'. */
export function planExport(args: readonly string[], folder: string): Result<BenchPlan> {
  const parsed = benchOptions('export', args, flags);
  if (!parsed.ok) return parsed;
  const values = parsed.value;
  const seconds = Number(values.seconds);
  if (values.json === undefined) return badUse('export', '--json FILE is needed');
  if (!Number.isFinite(seconds) || seconds < 10 || seconds > 7200) {
    return badUse('export', `--seconds "${values.seconds}" is no number from 10 to 7200`);
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
