/** Tones of the sampled piano for the window, where its samples are on the disk; nothing is fetched. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { pianoPackages, storedPianoPackage } from '../demo/piano-package.ts';
import type { PianoPackage } from '../demo/piano-package.ts';
import { SampleBank } from '../demo/sample-bank.ts';
import { makeFolder } from '../engine/make-folder.ts';
import { writePending } from '../engine/pending-file.ts';
import type { MediaHooks } from './project-media.ts';

export type PianoTones = {
  /** 16-bit integers, little endian, one channel, one tone after another. */
  readonly path: string;
  readonly tones: readonly {
    readonly pitchMidi: number;
    readonly offsetFrames: number;
    readonly lengthFrames: number;
  }[];
};

/** Every third key was recorded. */
const pitches = Array.from({ length: 30 }, (_, i) => 21 + 3 * i);
const toneSec = 5;
/** All keys are as loud within that time, of full scale; the score's velocities do the rest. */
const loudSec = 0.4;
const loudLevel = 0.1;
/** The layer in the middle stands for all. */
const layer = pianoPackages[Math.floor(pianoPackages.length / 2)]!;

/**
 * Null where the samples are not on this machine. The file is kept: a second time costs nothing.
 * Fails with 'cancelled' and as writing does. Cost: some seconds, in pieces of some 50 ms.
 */
export async function writePianoTones(
  folder: string,
  sampleRate: number,
  hooks: MediaHooks,
  wanted: PianoPackage = layer,
): Promise<Result<PianoTones | null>> {
  const lengthFrames = Math.round(toneSec * sampleRate);
  const tones = pitches.map((pitchMidi, i) => ({ pitchMidi, offsetFrames: i * lengthFrames, lengthFrames }));
  const path = join(folder, `${wanted.version}-${sampleRate}.s16`);
  const sizeBytes = pitches.length * lengthFrames * 2;
  if (existsSync(path) && (await stat(path)).size === sizeBytes) return ok({ path, tones });
  const files = await storedPianoPackage(wanted);
  if (files === null) return ok(null);
  const bank = new SampleBank([{ velocity: wanted.velocity, files }], sampleRate);
  const blocks: Uint8Array[] = [];
  for (const pitchMidi of pitches) {
    await nextTurn();
    if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const { channels } = await bank.tone(pitchMidi, wanted.velocity, toneSec);
    blocks.push(toneBytes(channels, lengthFrames, sampleRate));
    hooks.onProgress(blocks.length / pitches.length);
  }
  await makeFolder(folder);
  const pending = await writePending(path, blocks);
  const named = pending.ok ? await pending.value.commit() : pending;
  return named.ok ? ok({ path, tones }) : named;
}

function toneBytes(
  [left, right]: readonly [Float32Array, Float32Array],
  frames: number,
  sampleRate: number,
): Uint8Array {
  const mono = left.subarray(0, frames).map((value, i) => (value + right[i]!) / 2);
  const loud = mono.subarray(0, Math.round(loudSec * sampleRate));
  const level = Math.sqrt(loud.reduce((sum, value) => sum + value * value, 0) / Math.max(1, loud.length));
  const gain = level > 0 ? loudLevel / level : 0;
  const view = new DataView(new ArrayBuffer(frames * 2));
  mono.forEach((value, i) => {
    // What is cut off ends in silence.
    const fade = Math.min(1, (frames - i) / (0.2 * sampleRate));
    view.setInt16(i * 2, Math.round(Math.max(-1, Math.min(1, value * gain * fade)) * 32_767), true);
  });
  return new Uint8Array(view.buffer);
}
