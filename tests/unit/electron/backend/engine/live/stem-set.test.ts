import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import type { Recording } from '../../../../../../electron/backend/engine/audio/recording.ts';
import { readManifest } from '../../../../../../electron/backend/engine/live/stem-manifest.ts';
import { writeStemSet } from '../../../../../../electron/backend/engine/live/stem-set.ts';
import type { StemSetReport, StemSetTask } from '../../../../../../electron/backend/engine/live/stem-set.ts';
import { renderRange } from '../../../../../../electron/backend/engine/stems/render-range.ts';
import { createRng } from '../../../../../../shared/std/rng.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { maskLayer } from '../../../../../support/test-masks.ts';
import { writeWav } from '../../../../../support/toy-piece.ts';

const temp = useTempFolder();
const stft = { windowSamples: 256, hopSamples: 64 };
const rate = 2000;
const length = 20_000;
const hooks = { signal: new AbortController().signal, onProgress() {} };

async function noise(): Promise<Recording> {
  const rng = createRng(7);
  const channels = [0, 1].map(() => Float32Array.from({ length }, () => 0.2 * rng.nextNormal()));
  await writeWav(temp('noise.wav'), channels, rate);
  const opened = await openRecording(temp('noise.wav'));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Two groups that share every bin; from `changedFrom` to `changedTo` otherwise than elsewhere. */
function task(recording: Recording, folder: string, changed: readonly [number, number] | null): StemSetTask {
  const share = (group: number, frame: number): number => {
    const isChanged = changed !== null && frame >= changed[0] && frame < changed[1];
    return group === 0 ? (isChanged ? 0.9 : 0.25) : isChanged ? 0.1 : 0.75;
  };
  const layer = maskLayer(stft, length, 2, share);
  return {
    recording,
    layer,
    masks: { exponent: 1, normalisation: 'normalised', strengths: [] },
    groups: ['g1', 'g2'],
    prints: Uint32Array.from({ length: layer.masks.frames }, (_, frame) =>
      changed !== null && frame >= changed[0] && frame < changed[1] ? 2 : 1,
    ),
    folder: temp(folder),
    basis: null,
  };
}

async function write(asked: StemSetTask): Promise<StemSetReport> {
  const written = await writeStemSet(asked, hooks);
  if (!written.ok) throw new Error(written.error.message);
  return written.value;
}

async function samplesOf(file: string): Promise<Float32Array[]> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.message);
  const samples = await opened.value.read(0, opened.value.lengthSamples);
  await opened.value.close();
  return samples;
}

describe('writeStemSet', () => {
  it('[RP29] patched stems are those of a whole rendering, where something changed and elsewhere', async () => {
    const recording = await noise();
    await write(task(recording, 'before', null));
    const changed = task(recording, 'patched', [100, 110]);
    const distance = new Float32Array(changed.prints.length);
    // Weights alone may move a frame, too.
    distance[250] = 0.5;
    const patched = await write({
      ...changed,
      basis: { folder: temp('before'), distance: () => Promise.resolve(distance) },
    });
    const whole = await write({ ...changed, folder: temp('whole') });
    expect(patched.renderedSec).toBeLessThan(0.4 * whole.renderedSec);
    expect(patched.files.map(({ group }) => group)).toEqual(['g1', 'g2']);
    for (const [index, { file }] of patched.files.entries()) {
      const [own, other] = [await samplesOf(file), await samplesOf(whole.files[index]!.file)];
      own.forEach((samples, channel) =>
        samples.forEach((value, i) => expect(Math.abs(value - other[channel]![i]!)).toBeLessThan(1e-6)),
      );
    }
    expect((await readManifest(temp('patched')))?.generation).toBe(1);
    await recording.close();
  });

  it('[RP29] patched stems still sum to the recording, at the seams too', async () => {
    const recording = await noise();
    await write(task(recording, 'base', null));
    // Masks that differ far beyond the frames that are patched: the seams are audible, and sum all the same.
    const wide = task(recording, 'other', [0, 400]);
    const few = { ...wide, prints: task(recording, 'few', [100, 110]).prints };
    const patched = await write({
      ...few,
      basis: { folder: temp('base'), distance: () => Promise.resolve(new Float32Array(few.prints.length)) },
    });
    const mix = await recording.read(0, length);
    const stems = await Promise.all(patched.files.map(({ file }) => samplesOf(file)));
    mix.forEach((samples, channel) =>
      samples.forEach((value, i) => {
        const sum = stems.reduce((total, stem) => total + stem[channel]![i]!, 0);
        expect(Math.abs(value - sum)).toBeLessThan(1e-6);
      }),
    );
    await recording.close();
  });

  it('[RP29] other groups, other masks or much change render everything; a stop leaves nothing', async () => {
    const recording = await noise();
    await write(task(recording, 'old', null));
    let asked = 0;
    const distance = (): Promise<Float32Array> => {
      asked++;
      return Promise.resolve(new Float32Array(400));
    };
    const basis = { folder: temp('old'), distance };
    const wholeSec = length / rate;
    const renamed = { ...task(recording, 'renamed', [100, 110]), groups: ['g1', 'g3'], basis };
    expect((await write(renamed)).renderedSec).toBe(wholeSec);
    const harder = task(recording, 'harder', [100, 110]);
    const strengths = [{ exponent: 2, floorDb: null }, null, null];
    expect((await write({ ...harder, masks: { ...harder.masks, strengths }, basis })).renderedSec).toBe(
      wholeSec,
    );
    const much = { ...task(recording, 'much', [0, 200]), basis };
    expect((await write(much)).renderedSec).toBe(wholeSec);
    // How far masks lie apart was no question.
    expect(asked).toBe(0);
    const stopped = await writeStemSet(
      { ...task(recording, 'stopped', [100, 110]), basis },
      { ...hooks, signal: AbortSignal.abort() },
    );
    expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await readdir(temp(''))).filter((name) => name.startsWith('stopped'))).toEqual([]);
    await recording.close();
  });
});

describe('renderRange', () => {
  it('[RP30] any stretch equals that part of the whole, the ends too', async () => {
    const recording = await noise();
    const layer = task(recording, 'x', [100, 110]).layer;
    const signal = hooks.signal;
    const whole = await renderRange({ recording, layer, startSample: 0, endSample: length, signal });
    if (!whole.ok) throw new Error(whole.error.message);
    for (const [startSample, endSample] of [
      [0, 500],
      [6000, 7001],
      [19_990, length],
    ] as const) {
      const part = await renderRange({ recording, layer, startSample, endSample, signal });
      if (!part.ok) throw new Error(part.error.message);
      part.value.forEach((stem, index) =>
        stem.forEach((samples, channel) =>
          samples.forEach((value, i) =>
            expect(Math.abs(value - whole.value[index]![channel]![startSample + i]!)).toBeLessThan(1e-6),
          ),
        ),
      );
    }
    await recording.close();
  });
});
