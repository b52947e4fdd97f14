/** A small piece whose tracks are separated already, for exports. */
import { join } from 'node:path';
import { createWavWriter } from '../../electron/backend/engine/audio/wav-writer.ts';
import type { ExportHooks } from '../../electron/backend/engine/export/export-hooks.ts';
import type { ExportRequest } from '../../shared/export/export-request.ts';
import type { ExportSession, ExportTrack, SoundingNote } from '../../shared/export/export-session.ts';
import type { WarpPoint } from '../../shared/music/alignment.ts';
import { createRng } from '../../shared/std/rng.ts';

export type FixtureOptions = {
  readonly sampleRate?: number;
  readonly channels?: number;
  readonly seconds?: number;
  /** Of every track. */
  readonly level?: number;
  readonly trackNames?: readonly string[];
};

const ticksPerQuarter = 480;
const quarterSec = 0.5;

/** Four quarters a bar at 120; the recording plays it from 0.73 s on, at a tempo that sways. */
export const swayingWarp: readonly WarpPoint[] = Array.from({ length: 17 }, (_, quarter): WarpPoint => [
  quarter * quarterSec,
  0.73 + quarter * 0.52 + 0.02 * Math.sin(quarter),
]);

export function swayingNotes(): SoundingNote[] {
  return Array.from({ length: 16 }, (_, quarter) => ({
    id: `t1n${quarter + 1}`,
    visit: 1,
    pitchMidi: 60 + (quarter % 5),
    velocity: 64 + quarter,
    channel: quarter % 2,
    program: 0,
    onsetSec: swayingWarp[quarter]![1],
    offsetSec: swayingWarp[quarter + 1]![1],
    score: { onsetTick: quarter * ticksPerQuarter, keyUpTick: (quarter + 1) * ticksPerQuarter },
  }));
}

/** The session without any sound behind it. */
export function exportSession(options: FixtureOptions = {}, folder = '/nowhere'): ExportSession {
  const { sampleRate = 44100, channels = 2, seconds = 10 } = options;
  const names = options.trackNames ?? ['Melody', 'Bass', 'residual'];
  const notes = swayingNotes();
  return {
    piece: 'Für Elise',
    recording: {
      path: join(folder, 'recording.wav'),
      sampleRate,
      channels,
      lengthSamples: Math.round(sampleRate * seconds),
    },
    tracks: names.map((name, index): ExportTrack => {
      const isResidual = index === names.length - 1;
      return {
        name,
        kind: isResidual ? 'residual' : 'group',
        colour: ['#0072b2', '#e69f00', '#808080'][index % 3]!,
        file: join(folder, `track-${index}.wav`),
        noteIds: isResidual
          ? []
          : notes.filter((_, i) => i % (names.length - 1) === index).map(({ id }) => id),
        fader: { gainDb: 0, pan: 0, isMuted: false, isSoloed: false },
      };
    }),
    masterGainDb: 0,
    frame: {
      ticksPerQuarter,
      tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: quarterSec * 1e6 }],
      timeSignatures: [{ tick: 0, numerator: 4, denominator: 4 }],
      keySignatures: [{ tick: 0, fifths: -3, minor: true }],
    },
    notes,
    pedals: [],
    warp: swayingWarp,
    markers: [{ sec: 3, name: 'A & "B"' }],
    loop: { fromSec: 2, toSec: 4 },
    tolerances: {},
    defaultTolerance: {
      onsetBeforeSec: 0.1,
      onsetAfterSec: 0.1,
      sustainBeforeSec: 0.1,
      sustainAfterSec: 0.2,
    },
  };
}

/** Writes the recording and its tracks, which sum to it, as 32-bit float files into the folder. */
export async function writeExportFixture(
  folder: string,
  options: FixtureOptions = {},
): Promise<ExportSession> {
  const { level = 0.2 } = options;
  const session = exportSession(options, folder);
  const { sampleRate, channels, lengthSamples } = session.recording;
  const tracks = session.tracks.map((_, index) =>
    Array.from({ length: channels }, (_unused, channel) => {
      const rng = createRng(7, index * channels + channel);
      const hz = 220 * (index + 1) + channel;
      return Float32Array.from(
        { length: lengthSamples },
        (_sample, i) =>
          level * Math.sin((2 * Math.PI * hz * i) / sampleRate) + 0.01 * (rng.nextFloat() - 0.5),
      );
    }),
  );
  const mix = Array.from({ length: channels }, (_, channel) => {
    const sum = new Float32Array(lengthSamples);
    for (const track of tracks) track[channel]!.forEach((sample, i) => (sum[i]! += sample));
    return sum;
  });
  const shape = { sampleRate, channels, lengthSamples };
  await writeFloat(session.recording.path, mix, shape);
  for (const [index, { file }] of session.tracks.entries()) await writeFloat(file, tracks[index]!, shape);
  return session;
}

export async function writeFloat(
  path: string,
  channels: readonly Float32Array[],
  shape: { readonly sampleRate: number; readonly channels: number; readonly lengthSamples: number },
): Promise<void> {
  const writer = await createWavWriter(path, { ...shape, encoding: 'float32', ditherSeed: 1 });
  if (!writer.ok) throw new Error(writer.error.message);
  const written = await writer.value.write(channels);
  if (!written.ok) throw new Error(written.error.message);
  const done = await writer.value.commit();
  if (!done.ok) throw new Error(done.error.message);
}

/** Everything at 24 bit. */
export function fullRequest(outputFolder: string, changes: Partial<ExportRequest> = {}): ExportRequest {
  return {
    outputFolder,
    stems: null,
    format: 'wav',
    bits: '24',
    fader: 'pre',
    withOriginal: true,
    mixes: [{ name: 'mix', format: 'wav', bits: '24', without: [] }],
    sessions: ['rpp', 'dawproject'],
    withMidi: true,
    withTables: true,
    range: null,
    overFullScale: 'ask',
    seed: 1,
    force: false,
    ...changes,
  };
}

export const quietHooks: ExportHooks = { signal: new AbortController().signal, onProgress: () => {} };

export const fixedWorld = { version: '0.1.0', now: (): Date => new Date('2026-01-02T03:04:05Z') };
