/** Performances that were not made so: a section twice, a section cut, noise, other tuning, a room, stereo. */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { resample } from '../../../electron/backend/demo/resample.ts';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import { createRng } from '../../../shared/std/rng.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readSpan, writeSound } from '../quality/cut-recording.ts';
import type { Sound } from '../quality/cut-recording.ts';
import { writeTimedMidi } from '../signals/timed-midi.ts';
import { addRoom } from './make-room.ts';
import { readTruth } from './performances.ts';
import type { TestPerformance, TruePair } from './performances.ts';

export const derivedNames = [
  'section played twice',
  'section cut',
  '5 s of noise before',
  '+40 cents',
  'score 2 semitones up',
  'reverb 1.5 s',
  'stereo',
] as const;
export type DerivedName = (typeof derivedNames)[number];

/** A note as the derived recording has it. */
export type ExpectedNote = {
  readonly pair: TruePair;
  readonly onsetSec: number;
  readonly visit: number;
};

export type DerivedPerformance = {
  readonly recordingPath: string;
  readonly scorePath: string;
  /** Notes outside of the section that the case is about; all of them where there is none. */
  readonly rest: readonly ExpectedNote[];
  /** Notes of the section that sound, every time that they do. */
  readonly section: readonly ExpectedNote[];
  /** Notes that no longer sound. */
  readonly cut: readonly TruePair[];
  /** Seconds of the derived recording in which a doubt would be right; null where the case has no section. */
  readonly doubtSec: readonly [number, number] | null;
};

/** The section, as shares of the recording. */
const sectionFrom = 0.4;
const sectionTo = 0.55;
/** Cuts lie this long before an onset, and are cross-faded. */
const beforeOnsetSec = 0.025;
const fadeSec = 0.01;
const noiseSec = 5;
/** Of the noise, against the recording's. */
const noiseRmsShare = 0.3;
const tuneCents = 40;

/** Written into `folder`. */
export async function derivePerformance(
  piece: TestPerformance,
  name: DerivedName,
  folder: string,
): Promise<Result<DerivedPerformance>> {
  const read = await readSpan(piece.recordingPath, null);
  if (!read.ok) return read;
  const pairs = [...(await readTruth(piece))].sort((a, b) => a.onsetSec - b.onsetSec);
  const made = makeSound(name, read.value, pairs, piece);
  const sound = await made.sound;
  if (!sound.ok) return sound;
  const recordingPath = join(folder, 'derived.wav');
  const written = await writeSound(recordingPath, sound.value, 'pcm16');
  if (!written.ok) return written;
  let scorePath = piece.scorePath;
  let transpose = 0;
  if (name === 'score 2 semitones up') {
    const score = await readScore(piece.scorePath);
    if (!score.ok) return score;
    transpose = 2;
    scorePath = join(folder, 'derived.mid');
    const tracks = score.value.tracks.map(({ index, name: title }) => ({
      name: title,
      notes: score.value.notes
        .filter(({ track }) => track === index)
        .map((note) => ({ ...note, pitchMidi: note.pitchMidi + transpose })),
    }));
    await writeFile(scorePath, writeTimedMidi(tracks));
  }
  // A note that sounds twice keeps one pair for both.
  const inScore = new Map(pairs.map((pair) => [pair, { ...pair, pitchMidi: pair.pitchMidi + transpose }]));
  const heard = (expected: ExpectedNote): ExpectedNote => ({
    ...expected,
    pair: inScore.get(expected.pair)!,
  });
  return ok({
    recordingPath,
    scorePath,
    rest: made.rest.map(heard),
    section: made.section.map(heard),
    cut: made.cut,
    doubtSec: made.doubtSec,
  });
}

type Made = Omit<DerivedPerformance, 'recordingPath' | 'scorePath'> & {
  readonly sound: Promise<Result<Sound>> | Result<Sound>;
};

function makeSound(
  name: DerivedName,
  sound: Sound,
  pairs: readonly TruePair[],
  { leftPath, rightPath }: TestPerformance,
): Made {
  const moved = (shift: (sec: number) => number): ExpectedNote[] =>
    pairs.map((pair) => ({ pair, onsetSec: shift(pair.onsetSec), visit: 1 }));
  const whole = { section: [], cut: [], doubtSec: null };
  switch (name) {
    case 'section played twice':
    case 'section cut':
      return changeSection(sound, pairs, name === 'section cut');
    case '5 s of noise before':
      return { ...whole, sound: ok(addNoise(sound)), rest: moved((sec) => sec + noiseSec) };
    case '+40 cents': {
      const step = 2 ** (tuneCents / 1200);
      const count = Math.floor((sound.channels[0]?.length ?? 0) / step);
      const channels = sound.channels.map((samples) => resample(samples, 0, step, count));
      return { ...whole, sound: ok({ ...sound, channels }), rest: moved((sec) => sec / step) };
    }
    case 'score 2 semitones up':
      return { ...whole, sound: ok(sound), rest: moved((sec) => sec) };
    case 'reverb 1.5 s':
      return { ...whole, sound: ok(quieter(addRoom(sound, 1.5, 11))), rest: moved((sec) => sec) };
    case 'stereo':
      return { ...whole, sound: panHands(leftPath, rightPath), rest: moved((sec) => sec) };
  }
}

/** Plays the section again, or leaves it out. */
function changeSection(sound: Sound, pairs: readonly TruePair[], isCut: boolean): Made {
  const { sampleRate } = sound;
  const lengthSec = (sound.channels[0]?.length ?? 0) / sampleRate;
  const from = boundary(pairs, sectionFrom * lengthSec);
  const to = boundary(pairs, sectionTo * lengthSec);
  const isInside = ({ scoreOnsetSec }: TruePair): boolean =>
    scoreOnsetSec >= from.scoreSec && scoreOnsetSec < to.scoreSec;
  const isAfter = ({ scoreOnsetSec }: TruePair): boolean => scoreOnsetSec >= to.scoreSec;
  const length = to.audioSec - from.audioSec;
  const inside = pairs.filter(isInside);
  const at = (pair: TruePair, shift: number, visit = 1): ExpectedNote => ({
    pair,
    onsetSec: pair.onsetSec + shift,
    visit,
  });
  const rest = pairs
    .filter((pair) => !isInside(pair))
    .map((pair) => at(pair, isAfter(pair) ? (isCut ? -length : length) : 0));
  if (isCut) {
    return {
      sound: ok(joined(sound, [0, from.audioSec], [to.audioSec, lengthSec])),
      rest,
      section: [],
      cut: inside,
      doubtSec: [from.audioSec - 2, from.audioSec + 2],
    };
  }
  return {
    sound: ok(joined(sound, [0, to.audioSec], [from.audioSec, lengthSec])),
    rest,
    section: [...inside.map((pair) => at(pair, 0)), ...inside.map((pair) => at(pair, length, 2))],
    cut: [],
    doubtSec: [to.audioSec, to.audioSec + length],
  };
}

/** A moment just before a chord, after which everything of the score's chord and later sounds. */
function boundary(pairs: readonly TruePair[], nearSec: number): { audioSec: number; scoreSec: number } {
  const byScore = [...pairs].sort((a, b) => a.scoreOnsetSec - b.scoreOnsetSec);
  let latest = -Infinity;
  for (const [index, pair] of byScore.entries()) {
    const earliestLater = byScore
      .slice(index, index + 40)
      .reduce((least, { onsetSec }) => Math.min(least, onsetSec), Infinity);
    const isNewChord = pair.scoreOnsetSec > (byScore[index - 1]?.scoreOnsetSec ?? -1);
    if (isNewChord && pair.onsetSec >= nearSec && earliestLater > latest + 2 * beforeOnsetSec) {
      return { audioSec: earliestLater - beforeOnsetSec, scoreSec: pair.scoreOnsetSec };
    }
    latest = Math.max(latest, pair.onsetSec);
  }
  throw new Error('expected a place to cut');
}

/** Two spans one after the other, cross-faded. */
function joined(
  { channels, sampleRate }: Sound,
  first: readonly [number, number],
  second: readonly [number, number],
): Sound {
  const sample = (sec: number): number => Math.round(sec * sampleRate);
  const fade = sample(fadeSec);
  return {
    sampleRate,
    channels: channels.map((samples) => {
      const head = samples.slice(sample(first[0]), sample(first[1]));
      const tail = samples.slice(sample(second[0]), sample(second[1]));
      const out = new Float32Array(head.length + tail.length);
      out.set(head);
      out.set(tail, head.length);
      for (let i = 0; i < fade; i++) {
        const share = (i + 1) / (fade + 1);
        const at = head.length - fade + i;
        out[at] = (1 - share) * out[at]! + share * (samples[sample(second[0]) - fade + i] ?? 0);
      }
      return out;
    }),
  };
}

function addNoise({ channels, sampleRate }: Sound): Sound {
  const count = Math.round(noiseSec * sampleRate);
  const rng = createRng(5);
  return {
    sampleRate,
    channels: channels.map((samples) => {
      const rms = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
      const out = new Float32Array(count + samples.length);
      for (let i = 0; i < count; i++) out[i] = rng.nextNormal() * rms * noiseRmsShare;
      out.set(samples, count);
      return out;
    }),
  };
}

function quieter({ channels, sampleRate }: Sound): Sound {
  const peak = channels.reduce(
    (most, samples) => samples.reduce((a, value) => Math.max(a, Math.abs(value)), most),
    0,
  );
  const gain = peak > 0.95 ? 0.95 / peak : 1;
  return { sampleRate, channels: channels.map((samples) => samples.map((value) => value * gain)) };
}

/** Left hand on the left, right hand on the right, each reaching the other side weaker and later. */
async function panHands(leftPath: string, rightPath: string): Promise<Result<Sound>> {
  const left = await readSpan(leftPath, null);
  if (!left.ok) return left;
  const right = await readSpan(rightPath, null);
  if (!right.ok) return right;
  const [low] = left.value.channels;
  const [high] = right.value.channels;
  const delay = Math.round(0.0006 * left.value.sampleRate);
  const side = (near: Float32Array, far: Float32Array): Float32Array =>
    near.map((value, i) => 0.9 * value + 0.35 * (far[i - delay] ?? 0));
  return ok(quieter({ sampleRate: left.value.sampleRate, channels: [side(low!, high!), side(high!, low!)] }));
}
