/** A piece of any length whose tracks are separated already, written without being held. */
import { createWavWriter } from '../../../electron/backend/engine/audio/wav-writer.ts';
import type { ExportSession } from '../../../shared/export/export-session.ts';
import { createRng } from '../../../shared/std/rng.ts';
import { exportSession } from '../../support/export-fixture.ts';

const turnSec = 10;

/** Stereo at 44.1 kHz; ten seconds of chords over noise, over and over. */
export async function writeExportSources(
  folder: string,
  trackNames: readonly string[],
  seconds: number,
): Promise<ExportSession> {
  const session = exportSession({ trackNames, seconds }, folder);
  const { sampleRate, channels } = session.recording;
  const turnSamples = turnSec * sampleRate;
  const turns = trackNames.map((_, track) =>
    Array.from({ length: channels }, (_unused, channel) => {
      const rng = createRng(5, track * channels + channel);
      const hz = 110 * (track + 1) + channel;
      return Float32Array.from({ length: turnSamples }, (_sample, i) => {
        const decay = Math.exp((-2 * (i % sampleRate)) / sampleRate);
        const phase = (2 * Math.PI * hz * i) / sampleRate;
        return 0.06 * decay * (Math.sin(phase) + 0.5 * Math.sin(2 * phase)) + 0.001 * (rng.nextFloat() - 0.5);
      });
    }),
  );
  const mix = Array.from({ length: channels }, (_, channel) => {
    const sum = new Float32Array(turnSamples);
    for (const turn of turns) turn[channel]!.forEach((sample, i) => (sum[i]! += sample));
    return sum;
  });
  await writeTurns(session.recording.path, mix, session);
  for (const [index, { file }] of session.tracks.entries()) await writeTurns(file, turns[index]!, session);
  return session;
}

async function writeTurns(
  path: string,
  turn: readonly Float32Array[],
  { recording }: ExportSession,
): Promise<void> {
  const { sampleRate, channels, lengthSamples } = recording;
  const shape = { sampleRate, channels, lengthSamples, encoding: 'float32', ditherSeed: 1 } as const;
  const writer = await createWavWriter(path, shape);
  if (!writer.ok) throw new Error(writer.error.message);
  const turnSamples = turn[0]!.length;
  for (let start = 0; start < lengthSamples; start += turnSamples) {
    const count = Math.min(turnSamples, lengthSamples - start);
    const written = await writer.value.write(turn.map((samples) => samples.subarray(0, count)));
    if (!written.ok) throw new Error(written.error.message);
  }
  const named = await writer.value.commit();
  if (!named.ok) throw new Error(named.error.message);
}
