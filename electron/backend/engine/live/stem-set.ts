/**
 * The stems that a project listens to: a folder of 32-bit float files, made whole or by copying those of a
 * former training and replacing what changed. A folder appears under its name when it is complete.
 */
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sameJson } from '../../../../shared/document/same-json.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from '../audio/file-failure.ts';
import { partialPath } from '../audio/output-file.ts';
import type { Recording } from '../audio/recording.ts';
import { makeFolder } from '../make-folder.ts';
import { renderRange } from '../stems/render-range.ts';
import { renderStems } from '../stems/render-stems.ts';
import type { MaskLayer } from '../stems/stem-masks.ts';
import { changedFrames, farFrames, joinedStretches, widened } from './frame-stretches.ts';
import type { FrameStretch } from './frame-stretches.ts';
import { patchWav } from './patch-wav.ts';
import { packPrints, readManifest, unpackPrints, writeManifest } from './stem-manifest.ts';
import type { StemManifest } from './stem-manifest.ts';

export type StemSetTask = {
  readonly recording: Recording;
  readonly layer: MaskLayer;
  readonly masks: StemManifest['masks'];
  readonly groups: readonly string[];
  /** Marks of the frames' labels, owners and regions. */
  readonly prints: Uint32Array;
  /** Absolute; replaced when it exists. */
  readonly folder: string;
  /** Stems of the training that this one went on from, to be copied where nothing changed; null renders all. */
  readonly basis: {
    readonly folder: string;
    /**
     * Share of each frame's energy by which the new stems differ, [frames]; null where that cannot be told. Asked for
     * only where labels leave something to copy.
     */
    readonly distance: () => Promise<Float32Array | null>;
  } | null;
};

export type StemSetHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

export type StemSetReport = {
  readonly files: readonly { readonly group: string; readonly file: string }[];
  /** Seconds of the recording that were rendered; all of it for a whole rendering. */
  readonly renderedSec: number;
};

export const residualName = 'residual';

/** Above this share of changed frames, a whole rendering is as quick. */
const mostChanged = 0.5;
/** Patches upon patches keep sound of ever older trainings. */
const mostGenerations = 12;
/** Seconds around a changed label in which masks may differ, too: a note's decay, the window's reach. */
const reachSec = 0.5;
/**
 * Share of a frame's energy (-25 dB) by which its stems may stay behind the newer weights: well below what
 * separates them from the truth.
 */
const farDistance = 0.003;
/** The residual's level relative to the recording's below which it is none, dB; as `renderStems` has it. */
const residualFloorDb = -130;

/** Fails as rendering and writing do, with 'cancelled' too; the folder is then as it was. */
export async function writeStemSet(task: StemSetTask, hooks: StemSetHooks): Promise<Result<StemSetReport>> {
  const partial = partialPath(task.folder);
  try {
    await rm(partial, { recursive: true, force: true });
    await makeFolder(partial);
    const patched = await patchSet(task, partial, hooks);
    const written = patched ?? (await renderSet(task, partial, hooks));
    if (!written.ok) return written;
    await rm(task.folder, { recursive: true, force: true });
    await rename(partial, task.folder);
    const { manifest, renderedSec } = written.value;
    return ok({ files: filesOf(task.folder, manifest), renderedSec });
  } catch (cause) {
    return err(writeFailure(cause, task.folder));
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/** A set that is whole, without rendering anything; null where there is none. */
export async function findStemSet(folder: string): Promise<StemSetReport | null> {
  const manifest = await readManifest(folder);
  if (manifest === null) return null;
  const files = filesOf(folder, manifest);
  return files.every(({ file }) => existsSync(file)) ? { files, renderedSec: 0 } : null;
}

type WrittenSet = { readonly manifest: StemManifest; readonly renderedSec: number };

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.wav`);
}

function filesOf(folder: string, { groups, hasResidual }: StemManifest): StemSetReport['files'] {
  const names = hasResidual ? [...groups, residualName] : groups;
  return names.map((group) => ({ group, file: fileOf(folder, group) }));
}

function manifestOf(task: StemSetTask, hasResidual: boolean, generation: number): StemManifest {
  const { recording, groups, masks, layer, prints } = task;
  const { sampleRate, channels, lengthSamples } = recording;
  return {
    format: 'divisi-stems',
    version: 1,
    groups,
    hasResidual,
    sampleRate,
    channels,
    lengthSamples,
    hopSamples: layer.hopSamples,
    generation,
    masks,
    prints: packPrints(prints),
  };
}

async function renderSet(
  task: StemSetTask,
  folder: string,
  hooks: StemSetHooks,
): Promise<Result<WrittenSet>> {
  const { recording, layer, groups } = task;
  const rendered = await renderStems({
    recording,
    range: { startSample: 0, lengthSamples: recording.lengthSamples },
    layers: [{ ...layer, weight: 1 }],
    outputs: {
      groups: groups.map((name) => fileOf(folder, name)),
      residual: fileOf(folder, residualName),
    },
    encoding: 'float32',
    ditherSeed: 0,
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress(fraction),
  });
  if (!rendered.ok) return rendered;
  const manifest = manifestOf(task, rendered.value.residual !== undefined, 0);
  await writeManifest(folder, manifest);
  return ok({ manifest, renderedSec: recording.lengthSamples / recording.sampleRate });
}

/** Null where the basis is of no use. */
async function patchSet(
  task: StemSetTask,
  folder: string,
  hooks: StemSetHooks,
): Promise<Result<WrittenSet> | null> {
  const { recording, layer, prints, groups, basis } = task;
  if (basis === null) return null;
  const before = await readManifest(basis.folder);
  if (before === null || !fits(before, task)) return null;
  const { hopSamples, windowSamples } = layer;
  const reach = Math.max(
    windowSamples / hopSamples,
    Math.round((reachSec * recording.sampleRate) / hopSamples),
  );
  const relabelled = changedFrames(unpackPrints(before.prints), prints);
  if (relabelled === null) return null;
  const overlap = windowSamples / hopSamples;
  const byLabels = widened(relabelled, reach);
  if (framesIn(joinedStretches(byLabels)) > mostChanged * prints.length) return null;
  const distance = await basis.distance();
  if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  if (distance === null) return null;
  const stretches = joinedStretches(byLabels, widened(farFrames(distance, farDistance), overlap));
  const changed = framesIn(stretches);
  if (changed > mostChanged * prints.length) return null;
  const names = before.hasResidual ? [...groups, residualName] : groups;
  for (const name of names) {
    try {
      await copyFile(fileOf(basis.folder, name), fileOf(folder, name), constants.COPYFILE_FICLONE);
    } catch {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      return null;
    }
  }
  let done = 0;
  for (const stretch of stretches) {
    const patched = await patchStretch(task, names, folder, stretch, hooks.signal);
    if (patched === null || !patched.ok) return patched;
    hooks.onProgress((done += stretch.end - stretch.first) / changed);
  }
  const manifest = manifestOf(task, before.hasResidual, before.generation + 1);
  await writeManifest(folder, manifest);
  return ok({ manifest, renderedSec: (changed * hopSamples) / recording.sampleRate });
}

function framesIn(stretches: readonly FrameStretch[]): number {
  return stretches.reduce((sum, { first, end }) => sum + end - first, 0);
}

function fits(before: StemManifest, { recording, groups, masks, layer }: StemSetTask): boolean {
  return (
    before.generation < mostGenerations &&
    before.sampleRate === recording.sampleRate &&
    before.channels === recording.channels &&
    before.lengthSamples === recording.lengthSamples &&
    before.hopSamples === layer.hopSamples &&
    sameJson(before.masks, masks) &&
    before.groups.length === groups.length &&
    groups.every((name, index) => before.groups[index] === name)
  );
}

/** Null where a residual appears that the former stems did not have. */
async function patchStretch(
  { recording, layer }: StemSetTask,
  names: readonly string[],
  folder: string,
  { first, end }: FrameStretch,
  signal: AbortSignal,
): Promise<Result<void> | null> {
  const { hopSamples } = layer;
  const startSample = Math.min(first * hopSamples, recording.lengthSamples);
  const endSample = Math.min(end * hopSamples, recording.lengthSamples);
  if (endSample <= startSample) return ok(undefined);
  const rendered = await renderRange({ recording, layer, startSample, endSample, signal });
  if (!rendered.ok) return rendered;
  if (names.at(-1) !== residualName && hasSound(rendered.value)) return null;
  const fade = Math.min(hopSamples, Math.floor((endSample - startSample) / 2));
  for (const [index, name] of names.entries()) {
    const patched = await patchWav(fileOf(folder, name), [
      {
        startSample,
        channels: rendered.value[index]!,
        fadeIn: startSample === 0 ? 0 : fade,
        fadeOut: endSample === recording.lengthSamples ? 0 : fade,
      },
    ]);
    if (!patched.ok) return patched;
  }
  return ok(undefined);
}

/** Of [stems][channels][samples]: whether the last stem is more than rounding of them all. */
function hasSound(stems: readonly (readonly Float32Array[])[]): boolean {
  const squares = (channels: readonly Float32Array[]): number =>
    channels.reduce((sum, samples) => samples.reduce((total, value) => total + value * value, sum), 0);
  const residual = squares(stems.at(-1) ?? []);
  const all = stems.reduce((sum, channels) => sum + squares(channels), 0);
  return residual > all * 10 ** (residualFloorDb / 10);
}
