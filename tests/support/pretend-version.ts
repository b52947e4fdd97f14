/** A version of a project without any training: weights that nobody reads, and stems that are parts of the recording. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import type { VersionExport } from '../../electron/backend/engine/live/export-version.ts';
import { contentOf } from '../../electron/backend/project/add-media.ts';
import type { Project } from '../../electron/backend/project/project.ts';
import { addVersion } from '../../shared/document/edits/edit-project.ts';
import { writeFloat } from './export-fixture.ts';
import { valueOf } from './toy-project.ts';

/** The version 'v1'. */
export async function addPretendVersion(project: Project): Promise<void> {
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
}

/** Stems of equal parts of the recording; the residual takes what is left. Returns the files, the residual last. */
export async function renderEqualParts({
  order,
  files,
  residualFile,
}: VersionExport): Promise<{ files: string[]; sampleRate: number; channels: number }> {
  const recording = valueOf(await openRecording(order.recordingPath));
  const sound = await recording.read(0, recording.lengthSamples);
  await recording.close();
  const { sampleRate, channels, lengthSamples } = recording;
  const all = [...files, residualFile];
  const part = sound.map((samples) => samples.map((sample) => sample / all.length));
  for (const file of all) await writeFloat(file, part, { sampleRate, channels, lengthSamples });
  return { files: all, sampleRate, channels };
}
