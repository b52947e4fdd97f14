/** Runs exports of a fixture in a test's folder, and reads what they wrote. */
import { mkdir } from 'node:fs/promises';
import { beforeAll } from 'vitest';
import { runExport } from '../../electron/backend/engine/export/run-export.ts';
import type { ExportWorld } from '../../electron/backend/engine/export/run-export.ts';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import type { ExportReport } from '../../shared/export/export-report.ts';
import type { ExportRequest } from '../../shared/export/export-request.ts';
import type { ExportSession } from '../../shared/export/export-session.ts';
import type { Result } from '../../shared/std/result.ts';
import { fixedWorld, fullRequest, quietHooks, writeExportFixture } from './export-fixture.ts';
import type { FixtureOptions } from './export-fixture.ts';
import { useTempFolder } from './temp-folder.ts';

/** Stems alone. */
export const lean: Partial<ExportRequest> = {
  withOriginal: false,
  mixes: [],
  sessions: [],
  withMidi: false,
  withTables: false,
};

type Exports = {
  /** See `useTempFolder`. */
  readonly inFolder: (name: string) => string;
  /** Of the fixture, whose files are in the folder `plain`. */
  readonly session: () => ExportSession;
  /** Every run has a folder of its name. */
  readonly run: (
    session: ExportSession,
    name: string,
    changes?: Partial<ExportRequest>,
    world?: Partial<ExportWorld>,
  ) => Promise<Result<ExportReport>>;
};

/** Call at the top of a test file. */
export function useExports(options: FixtureOptions): Exports {
  const inFolder = useTempFolder();
  let session: ExportSession;
  beforeAll(async () => {
    await mkdir(inFolder('plain'));
    session = await writeExportFixture(inFolder('plain'), options);
  });
  return {
    inFolder,
    session: () => session,
    run: (exported, name, changes = {}, world = {}) =>
      runExport(exported, fullRequest(inFolder(name), changes), quietHooks, { ...fixedWorld, ...world }),
  };
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
