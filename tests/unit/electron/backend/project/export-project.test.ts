import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportProject } from '../../../../../electron/backend/project/export-project.ts';
import type {
  ExportHooksOfProject,
  ExportSource,
} from '../../../../../electron/backend/project/export-project.ts';
import { activeVersion } from '../../../../../electron/backend/project/project-version.ts';
import { ok } from '../../../../../shared/std/result.ts';
import { fullRequest } from '../../../../support/export-fixture.ts';
import { addPretendVersion, renderEqualParts } from '../../../../support/pretend-version.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { createToyProject, outcomeOf, valueOf } from '../../../../support/toy-project.ts';

const inFolder = useTempFolder();
let source: ExportSource;

beforeAll(async () => {
  const { project, piece } = await createToyProject(inFolder, 'toy');
  await addPretendVersion(project);
  const { layout } = project;
  const { document } = project.history;
  valueOf(await project.close());
  source = {
    document,
    layout,
    version: activeVersion(document)!,
    recordingPath: piece.recordingPath,
    requestOf: () => ok(fullRequest(inFolder('out'), { withOriginal: false, mixes: [] })),
  };
});

function hooks(
  onProgress: ExportHooksOfProject['onProgress'],
  signal: AbortSignal,
  onScratch: (folder: string) => void,
): ExportHooksOfProject {
  return {
    signal,
    onProgress,
    async render(task, report) {
      report({ phase: 'separate', fraction: 0.5, detail: '', secondsLeft: null });
      onScratch(dirname(task.residualFile));
      const { files } = await renderEqualParts(task);
      return ok({ files });
    },
  };
}

describe('exporting a project', () => {
  it.each(['separate', 'export', 'check', 'sessions'])(
    '[EX64] a stop in phase %s leaves neither files nor rendered stems',
    async (phase) => {
      const stop = new AbortController();
      const scratch: string[] = [];
      const seen: string[] = [];
      const told: ExportHooksOfProject['onProgress'] = (step) => {
        seen.push(step.phase);
        if (step.phase === phase) stop.abort();
      };
      const done = await exportProject(
        source,
        hooks(told, stop.signal, (folder) => scratch.push(folder)),
      );
      expect(seen).toContain(phase);
      expect(outcomeOf(done)).toContain('cancelled');
      expect(scratch.map((folder) => existsSync(folder))).toEqual([false]);
      expect(existsSync(inFolder('out'))).toBe(false);
    },
  );

  it('[EX63] names the stem of every file; progress is that of the whole', async () => {
    const fractions: number[] = [];
    const stop = new AbortController();
    const done = await exportProject(
      source,
      hooks(
        ({ fraction }) => fractions.push(fraction),
        stop.signal,
        () => {},
      ),
    );
    const { stems, report } = valueOf(done);
    expect(stems.map(({ id }) => id)).toEqual(['g1', 'g2', 'residual']);
    expect(stems.map(({ file }) => file)).toEqual(report.sounds.map(({ file }) => file));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(await readdir(inFolder('out'))).toHaveLength(report.sounds.length + report.files.length);
  });
});
