import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../electron/backend/engine/audio/open-recording.ts';
import { contentOf } from '../../../../../electron/backend/project/add-media.ts';
import { exportProject } from '../../../../../electron/backend/project/export-project.ts';
import type {
  ExportHooksOfProject,
  ExportSource,
} from '../../../../../electron/backend/project/export-project.ts';
import { activeVersion } from '../../../../../electron/backend/project/project-version.ts';
import { addVersion } from '../../../../../shared/document/edits/edit-project.ts';
import { ok } from '../../../../../shared/std/result.ts';
import { writeFloat } from '../../../../support/export-fixture.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { createToyProject, outcomeOf, valueOf } from '../../../../support/toy-project.ts';

const inFolder = useTempFolder();
let source: ExportSource;

beforeAll(async () => {
  const { project, piece } = await createToyProject(inFolder, 'toy');
  const { layout } = project;
  await mkdir(layout.weights, { recursive: true });
  const weightsPath = join(layout.weights, 'v1.divisi-model');
  await writeFile(weightsPath, 'not looked at here');
  const content = valueOf(await contentOf(weightsPath, new AbortController().signal));
  const added = addVersion(project.history.document, {
    id: 'v1',
    name: 'Training 1',
    settings: { method: 'A+', seed: 1, overrides: {} },
    labelsRevision: 0,
    lossCurve: [],
    metrics: {},
    weights: { place: 'inside', path: 'weights/v1.divisi-model', ...content },
    madeAt: '2026-01-02T03:04:05.000Z',
  });
  const { name, patch } = valueOf(added);
  valueOf(await project.commit(name, patch));
  const { document } = project.history;
  valueOf(await project.close());
  source = {
    document,
    layout,
    version: activeVersion(document)!,
    recordingPath: piece.recordingPath,
    requestOf: () =>
      ok({
        outputFolder: inFolder('out'),
        stems: null,
        format: 'wav',
        bits: '24',
        fader: 'pre',
        withOriginal: false,
        mixes: [],
        sessions: ['rpp', 'dawproject'],
        withMidi: true,
        withTables: true,
        range: null,
        overFullScale: 'ask',
        seed: 1,
        force: false,
      }),
  };
});

/** Stems of equal parts of the recording; the residual takes what is left. */
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
      const recording = valueOf(await openRecording(task.order.recordingPath));
      const sound = await recording.read(0, recording.lengthSamples);
      await recording.close();
      const { sampleRate, channels, lengthSamples } = recording;
      const files = [...task.files, task.residualFile];
      onScratch(dirname(task.residualFile));
      const part = sound.map((samples) => samples.map((sample) => sample / files.length));
      for (const file of files) await writeFloat(file, part, { sampleRate, channels, lengthSamples });
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
