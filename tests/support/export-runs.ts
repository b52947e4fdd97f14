/** Runs exports of fixtures in a test's folder, and reads what they wrote. */
import { runExport } from '../../electron/backend/engine/export/run-export.ts';
import type { ExportWorld } from '../../electron/backend/engine/export/run-export.ts';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import type { ExportReport } from '../../shared/export/export-report.ts';
import type { ExportRequest } from '../../shared/export/export-request.ts';
import type { ExportSession } from '../../shared/export/export-session.ts';
import type { Result } from '../../shared/std/result.ts';
import { fixedWorld, fullRequest, quietHooks } from './export-fixture.ts';

/** Stems alone. */
export const lean: Partial<ExportRequest> = {
  withOriginal: false,
  mixes: [],
  sessions: [],
  withMidi: false,
  withTables: false,
};

export type RunExport = (
  session: ExportSession,
  name: string,
  changes?: Partial<ExportRequest>,
  world?: Partial<ExportWorld>,
) => Promise<Result<ExportReport>>;

/** @param inFolder of `useTempFolder`; every run has a folder of its name in it */
export function exportsInto(inFolder: (name: string) => string): RunExport {
  return (session, name, changes = {}, world = {}) =>
    runExport(session, fullRequest(inFolder(name), changes), quietHooks, { ...fixedWorld, ...world });
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** [channels][samples] */
export async function samplesOf(path: string): Promise<Float32Array[]> {
  const recording = unwrap(await openRecording(path));
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks;
}

export async function sumOfFiles(paths: readonly string[]): Promise<Float32Array[]> {
  const all = await Promise.all(paths.map(samplesOf));
  return all[0]!.map((first, channel) =>
    first.map((_, i) => all.reduce((sum, one) => sum + one[channel]![i]!, 0)),
  );
}

export function stemFiles(report: ExportReport): string[] {
  return report.sounds.filter(({ kind }) => kind === 'stem').map(({ file }) => file);
}
