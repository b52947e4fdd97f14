/** Records a piece of the demo: the performance on the sampled piano, with each hand kept aside. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { ticksToSec } from '../../../shared/music/tempo-map.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { createWavWriter } from '../engine/audio/wav-writer.ts';
import type { DemoPiece } from './demo-pieces.ts';
import { performPiece, playAsWritten, soundingNotes } from './performance.ts';
import { renderPiano } from './render-piano.ts';
import type { Stereo, ToneSource } from './render-piano.ts';
import { writeScoreFile } from './score-file.ts';

export type RecordedPiece = {
  /** The bars at one tempo, as an edition has them: the score that is aligned. */
  readonly scorePath: string;
  /** The same with the performance's times: the truth. */
  readonly playedScorePath: string;
  readonly mixPath: string;
  readonly truthPaths: { readonly right: string; readonly left: string };
  readonly durationSec: number;
  readonly noteCount: number;
};

export const demoSampleRate = 44_100;
const tailSec = 1.5;
const peakLevel = 10 ** (-3 / 20);
/** Stems lie on the steps of 24-bit samples, so that the mix is their sum to the last bit. */
const stepsPerUnit = 2 ** 23;

/** Writes everything into `folder`, replacing what is there. Fails with 'output-unwritable', 'disk-full' or 'cancelled'. */
export async function recordPiece(
  piece: DemoPiece,
  bank: ToneSource,
  folder: string,
  signal: AbortSignal,
): Promise<Result<RecordedPiece>> {
  const { written, interpretation, seed } = piece;
  const performance = performPiece(written, interpretation, seed);
  const notes = soundingNotes(performance);
  const lastSec = notes.reduce((latest, note) => Math.max(latest, note.offsetSec), 0);
  const endSec = Math.max(lastSec, ticksToSec(performance.tempoMap, performance.endTick)) + tailSec;
  const lengthSamples = Math.ceil(endSec * demoSampleRate);
  const right = await renderPiano(notesOf('right'), bank, demoSampleRate, lengthSamples, signal);
  const left = await renderPiano(notesOf('left'), bank, demoSampleRate, lengthSamples, signal);
  if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  const mix = levelTogether(right, left);
  const paths = {
    scorePath: join(folder, 'score.mid'),
    playedScorePath: join(folder, 'truth', 'performance.mid'),
    mixPath: join(folder, 'recording.wav'),
    truthPaths: { right: join(folder, 'truth', 'right.wav'), left: join(folder, 'truth', 'left.wav') },
  };
  try {
    await mkdir(join(folder, 'truth'), { recursive: true });
    await writeFile(paths.scorePath, writeScoreFile(written, playAsWritten(written)));
    await writeFile(paths.playedScorePath, writeScoreFile(written, performance));
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  for (const [path, sound] of [
    [paths.mixPath, mix],
    [paths.truthPaths.right, right],
    [paths.truthPaths.left, left],
  ] as const) {
    const saved = await saveStereo(path, sound);
    if (!saved.ok) return saved;
  }
  return ok({ ...paths, durationSec: lengthSamples / demoSampleRate, noteCount: notes.length });

  function notesOf(hand: 'right' | 'left'): typeof notes {
    return notes.filter((note) => note.hand === hand);
  }
}

/** Scales both stems in place to a common peak of the mix, onto 24-bit steps, and returns their sum. */
function levelTogether(right: Stereo, left: Stereo): Stereo {
  let peak = 0;
  for (const c of [0, 1] as const) {
    for (const [n, value] of right[c].entries()) peak = Math.max(peak, Math.abs(value + (left[c][n] ?? 0)));
  }
  const gain = peak > 0 ? peakLevel / peak : 1;
  const onSteps = (value: number): number => Math.round(value * gain * stepsPerUnit) / stepsPerUnit;
  const mixChannel = (c: 0 | 1): Float32Array => {
    for (const stem of [right[c], left[c]]) for (const [n, value] of stem.entries()) stem[n] = onSteps(value);
    return right[c].map((value, n) => value + (left[c][n] ?? 0));
  };
  return [mixChannel(0), mixChannel(1)];
}

async function saveStereo(path: string, sound: Stereo): Promise<Result<void>> {
  const created = await createWavWriter(path, {
    sampleRate: demoSampleRate,
    channels: 2,
    encoding: 'pcm24',
    lengthSamples: sound[0].length,
    ditherSeed: 0,
    dither: 'none',
  });
  if (!created.ok) return created;
  const saved = await created.value.write(sound);
  if (!saved.ok) return saved;
  const committed = await created.value.commit();
  return committed.ok ? ok(undefined) : committed;
}
