/** Strengths and regions through the service: heard without a training, rendered where they differ. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import type { StemResource } from '../../shared/contract/job-calls.ts';
import { handOver, setStrength } from '../../shared/document/edits/edit-mix.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { errorDb } from '../support/signals.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import type { ToyPiece } from '../support/toy-piece.ts';
import { openToyWindow } from '../support/toy-window.ts';

const temp = useTempFolder();
let service: Service;
let client: AppClient;
let project = '';
let piece: ToyPiece;
let folder = '';

/** By stem. A copy is read, as the cache is the service's. */
async function soundsOf(stems: readonly StemResource[]): Promise<Record<string, Float32Array>> {
  const sounds: Record<string, Float32Array> = {};
  for (const { stem, resource } of stems) {
    const path = resource.replace(`/resources/${project}/`, '').split('/').map(decodeURIComponent);
    const copy = temp('copy.wav');
    await copyFile(join(folder, ...path), copy);
    const opened = valueOf(await openRecording(copy));
    sounds[stem] = (await opened.read(0, opened.lengthSamples))[0]!;
    await opened.close();
  }
  return sounds;
}

/** dB of what the sum of all stems lacks of the recording. */
function nullDb(sounds: Record<string, Float32Array>): number {
  const sum = piece.right.map((_, i) => Object.values(sounds).reduce((all, stem) => all + stem[i]!, 0));
  return errorDb(
    sum,
    piece.right.map((sample, i) => sample + piece.left[i]!),
  );
}

const render = async () => {
  const { stems, renderedSec } = valueOf(await client.call('render', { project, versionId: 'v1' }));
  return { renderedSec, sounds: await soundsOf(stems) };
};

beforeAll(async () => {
  service = createService();
  ({ client, project, folder, piece } = await openToyWindow(service, temp, 'A+', {}));
  valueOf(await client.call('train', { project, from: 'scratch', name: null }));
});
afterAll(() => service.close());

describe('after a training', () => {
  it('[RP34] a region renders only where it is, a strength everywhere, and the stems still null', async () => {
    const first = await render();
    expect(first.renderedSec).toBeCloseTo(2, 2);
    const corners = [
      [1.85, 0],
      [2, 0],
      [2, 135],
      [1.85, 135],
    ] as const;
    const region = { id: 'r1', fromGroupId: null, toGroupId: 'g2', corners };
    await commitEdit(client, project, (document) => handOver(document, region));
    const handed = await render();
    expect(handed.renderedSec).toBeGreaterThan(0);
    expect(handed.renderedSec).toBeLessThan(1);
    expect(nullDb(handed.sounds)).toBeLessThan(-100);
    expect(handed.sounds['g1']!.subarray(0, 8000)).toEqual(first.sounds['g1']!.subarray(0, 8000));
    expect(handed.sounds['g1']).not.toEqual(first.sounds['g1']);

    await commitEdit(client, project, (document) =>
      setStrength(document, 'g1', { maskExponent: 4, floorDb: -30 }),
    );
    const stronger = await render();
    expect(stronger.renderedSec).toBeCloseTo(2, 2);
    expect(nullDb(stronger.sounds)).toBeLessThan(-100);
    expect(errorDb(stronger.sounds['g1']!, handed.sounds['g1']!)).toBeGreaterThan(-80);

    const preview = { project, fromSec: 0.25, toSec: 0.75, stems: ['g1'] };
    const heard = await soundsOf(valueOf(await client.call('preview', preview)).stems);
    // A preview fits the network to the labels of its stretch; the strength is the same.
    const rendered = stronger.sounds['g1']!.subarray(2000, 6000);
    expect(errorDb(heard['g1']!, rendered)).toBeLessThan(
      errorDb(heard['g1']!, first.sounds['g1']!.subarray(2000, 6000)),
    );
  });
});
