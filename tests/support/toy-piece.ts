/** A short recording of two hands with its score, as files. */
import { writeFile } from 'node:fs/promises';
import { createWavWriter } from '../../electron/backend/engine/audio/wav-writer.ts';
import type { SeparationRequest } from '../../electron/backend/engine/separation-request.ts';
import { midiFile, off, on, trackName } from './midi-file-bytes.ts';

export type ToyPiece = {
  readonly recordingPath: string;
  readonly scorePath: string;
  /** One channel each. */
  readonly right: Float32Array;
  readonly left: Float32Array;
};

type ToyNote = { readonly pitchMidi: number; readonly onsetSec: number; readonly offsetSec: number };

/** Partials of different notes meet nowhere below 2 kHz. */
const rightNotes: readonly ToyNote[] = [
  { pitchMidi: 76, onsetSec: 0.1, offsetSec: 0.8 },
  { pitchMidi: 79, onsetSec: 0.9, offsetSec: 1.9 },
];
const leftNotes: readonly ToyNote[] = [
  { pitchMidi: 48, onsetSec: 0.1, offsetSec: 1.2 },
  { pitchMidi: 53, onsetSec: 1.3, offsetSec: 1.9 },
];

/** @param channelGains gain of the mixture in every channel */
export async function writeToyPiece(
  place: (name: string) => string,
  options: { sampleRate?: number; channelGains?: readonly number[]; name?: string } = {},
): Promise<ToyPiece> {
  const { sampleRate = 8000, channelGains = [1], name = 'toy' } = options;
  const lengthSamples = 2 * sampleRate;
  const right = soundOf(rightNotes, sampleRate, lengthSamples);
  const left = soundOf(leftNotes, sampleRate, lengthSamples);
  const mix = right.map((sample, i) => sample + left[i]!);
  const recordingPath = place(`${name}.wav`);
  const scorePath = place(`${name}.mid`);
  await writeWav(
    recordingPath,
    channelGains.map((gain) => mix.map((sample) => sample * gain)),
    sampleRate,
  );
  await writeFile(
    scorePath,
    midiFile({}, [trackName('right'), ...events(rightNotes)], [trackName('left'), ...events(leftNotes)]),
  );
  return { recordingPath, scorePath, right, left };
}

export async function writeWav(
  path: string,
  channels: readonly Float32Array[],
  sampleRate: number,
): Promise<void> {
  const lengthSamples = channels[0]!.length;
  const created = await createWavWriter(path, {
    sampleRate,
    channels: channels.length,
    encoding: 'float32',
    lengthSamples,
    ditherSeed: 1,
  });
  if (!created.ok) throw new Error(created.error.message);
  await created.value.write(channels);
  const committed = await created.value.commit();
  if (!committed.ok) throw new Error(committed.error.message);
}

export function toyRequest(
  piece: Pick<ToyPiece, 'recordingPath' | 'scorePath'>,
  outputFolder: string,
  changes: Partial<SeparationRequest> = {},
): SeparationRequest {
  return {
    recordingPath: piece.recordingPath,
    scorePath: piece.scorePath,
    outputFolder,
    piece: 'toy',
    groups: { kind: 'tracks' },
    method: 'A+',
    overrides: {},
    alignment: { kind: 'none' },
    autoTolerance: false,
    bits: '32f',
    seed: 1,
    excerptSec: null,
    backend: 'cpu',
    force: false,
    activityPath: null,
    modelCacheFolder: null,
    ...changes,
  };
}

function soundOf(notes: readonly ToyNote[], sampleRate: number, lengthSamples: number): Float32Array {
  const sound = new Float32Array(lengthSamples);
  for (const { pitchMidi, onsetSec, offsetSec } of notes) {
    const hz = 440 * 2 ** ((pitchMidi - 69) / 12);
    for (let i = Math.round(onsetSec * sampleRate); i < Math.round(offsetSec * sampleRate); i++) {
      const time = i / sampleRate - onsetSec;
      const edge = Math.min(1, time / 0.01, (offsetSec - onsetSec - time) / 0.01);
      for (let partial = 1; partial <= 4; partial++) {
        sound[i]! += (0.15 * edge * Math.exp(-time) * Math.sin(2 * Math.PI * hz * partial * time)) / partial;
      }
    }
  }
  return sound;
}

/** 960 ticks a second. */
function events(notes: readonly ToyNote[]): ReturnType<typeof on>[] {
  let tick = 0;
  return notes.flatMap(({ pitchMidi, onsetSec, offsetSec }) => {
    const start = Math.round(onsetSec * 960);
    const end = Math.round(offsetSec * 960);
    const pair = [on(start - tick, pitchMidi), off(end - start, pitchMidi)];
    tick = end;
    return pair;
  });
}
