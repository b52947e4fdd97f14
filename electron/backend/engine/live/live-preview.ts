/** A stretch of some stems as files, to be heard while the rest is still to be made. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from '../audio/file-failure.ts';
import { partialPath } from '../audio/output-file.ts';
import type { Recording } from '../audio/recording.ts';
import { createWavWriter } from '../audio/wav-writer.ts';
import { makeFolder } from '../make-folder.ts';
import { renderRange } from '../stems/render-range.ts';
import type { MaskLayer } from '../stems/stem-masks.ts';
import { residualName } from './stem-set.ts';

export type PreviewTask = {
  /** The project's folder. */
  readonly project: string;
  readonly fromSec: number;
  readonly toSec: number;
  /** Stems to write, 'residual' among them or not; null writes all. */
  readonly stems: readonly string[] | null;
  /** Absolute; replaced when it exists. */
  readonly folder: string;
};

export type PreviewReport = {
  /** As it was cut: whole samples within the recording. */
  readonly startSample: number;
  readonly endSample: number;
  readonly files: readonly { readonly group: string; readonly file: string }[];
  /** Passes of the running training that is heard; null for a finished one. */
  readonly epoch: number | null;
};

/** 32-bit float files `<stem>.wav`. Fails as rendering and writing do; the folder is then as it was. */
export async function writePreview(
  recording: Recording,
  layer: MaskLayer,
  groups: readonly string[],
  task: PreviewTask,
  signal: AbortSignal,
): Promise<Result<Omit<PreviewReport, 'epoch'>>> {
  const { sampleRate, channels, lengthSamples } = recording;
  const startSample = Math.min(lengthSamples - 1, Math.max(0, Math.floor(task.fromSec * sampleRate)));
  const endSample = Math.max(startSample + 1, Math.min(lengthSamples, Math.ceil(task.toSec * sampleRate)));
  const rendered = await renderRange({ recording, layer, startSample, endSample, signal });
  if (!rendered.ok) return rendered;
  const partial = partialPath(task.folder);
  try {
    await rm(partial, { recursive: true, force: true });
    await makeFolder(partial);
    const written: string[] = [];
    for (const [index, name] of [...groups, residualName].entries()) {
      if (task.stems !== null && !task.stems.includes(name)) continue;
      const created = await createWavWriter(join(partial, `${name}.wav`), {
        sampleRate,
        channels,
        encoding: 'float32',
        lengthSamples: endSample - startSample,
        ditherSeed: 0,
      });
      if (!created.ok) return created;
      const samples = await created.value.write(rendered.value[index]!);
      const committed = samples.ok ? await created.value.commit() : samples;
      if (!committed.ok) return committed;
      written.push(name);
    }
    await rm(task.folder, { recursive: true, force: true });
    await rename(partial, task.folder);
    const files = written.map((group) => ({ group, file: join(task.folder, `${group}.wav`) }));
    return ok({ startSample, endSample, files });
  } catch (cause) {
    return err(writeFailure(cause, task.folder));
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}
