/** A piece played over and over, with its score: hours of music, written without being held. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { createWavWriter } from '../../../electron/backend/engine/audio/wav-writer.ts';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { Sound } from '../quality/cut-recording.ts';
import { repeatScore } from '../signals/moved-notes.ts';
import { writeTimedMidi } from '../signals/timed-midi.ts';

export type LongRecording = {
  readonly mixPath: string;
  readonly scorePath: string;
  readonly durationSec: number;
};

/** 16-bit samples; the last turn is cut where the time is over. */
export async function writeLongRecording(
  sound: Sound,
  scorePath: string,
  lengthSec: number,
  folder: string,
): Promise<Result<LongRecording>> {
  const { channels, sampleRate } = sound;
  const turnSamples = channels[0]?.length ?? 0;
  const lengthSamples = Math.round(lengthSec * sampleRate);
  const mixPath = join(folder, 'long.wav');
  const created = await createWavWriter(mixPath, {
    sampleRate,
    channels: channels.length,
    encoding: 'pcm16',
    lengthSamples,
    ditherSeed: 0,
    dither: 'none',
  });
  if (!created.ok) return created;
  for (let position = 0; position < lengthSamples; position += turnSamples) {
    const count = Math.min(turnSamples, lengthSamples - position);
    const written = await created.value.write(channels.map((samples) => samples.subarray(0, count)));
    if (!written.ok) return written;
  }
  const committed = await created.value.commit();
  if (!committed.ok) return committed;
  const score = await readScore(scorePath);
  if (!score.ok) return score;
  const turns = Math.ceil(lengthSamples / turnSamples);
  const longScorePath = join(folder, 'long.mid');
  const tracks = repeatScore(score.value, turns, turnSamples / sampleRate);
  await writeFile(
    longScorePath,
    // What would begin after the sound's end is left out.
    writeTimedMidi(
      tracks.map(({ name, notes }) => ({ name, notes: notes.filter((note) => note.onsetSec < lengthSec) })),
    ),
  );
  return ok({ mixPath, scorePath: longScorePath, durationSec: lengthSamples / sampleRate });
}
