/** Performances with their scores, and where each note of the score really sounds. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { AlignedNote } from '../../../shared/music/alignment.ts';
import type { Score } from '../../../shared/music/score.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export const setNames = ['align', 'align_pd'] as const;
export type SetName = (typeof setNames)[number];

export type TestPerformance = {
  readonly set: SetName;
  readonly slug: string;
  readonly recordingPath: string;
  readonly scorePath: string;
  readonly truthPath: string;
  readonly leftPath: string;
  readonly rightPath: string;
};

/** A pair of a score note and its performed one. */
export type TruePair = {
  readonly scoreOnsetSec: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
  readonly pitchMidi: number;
  /** 0 is the right hand's, 1 the left hand's. */
  readonly track: number;
};

/**
 * @param folder holds align/<slug>/ and align_pd/<slug>/ with performance.wav, left.wav, right.wav, score.mid
 * and truth.json
 */
export async function listPerformances(
  folder: string,
  sets: readonly SetName[],
  wanted: readonly string[] | null,
): Promise<Result<TestPerformance[]>> {
  const found: TestPerformance[] = [];
  for (const set of sets) {
    let slugs: string[];
    try {
      slugs = (await readdir(join(folder, set))).sort();
    } catch {
      const message = `--data: there is no folder "${join(folder, set)}"; prepare the evaluation data first.`;
      return err(divisiError('file-missing', message));
    }
    for (const slug of slugs.filter((name) => wanted === null || wanted.includes(name))) {
      const place = (name: string): string => join(folder, set, slug, name);
      found.push({
        set,
        slug,
        recordingPath: place('performance.wav'),
        scorePath: place('score.mid'),
        truthPath: place('truth.json'),
        leftPath: place('left.wav'),
        rightPath: place('right.wav'),
      });
    }
  }
  return ok(found);
}

/** @throws where the file is not what the set's description says */
export async function readTruth({ truthPath }: Pick<TestPerformance, 'truthPath'>): Promise<TruePair[]> {
  const { notes } = JSON.parse(await readFile(truthPath, 'utf8')) as {
    notes: [number, number, number, string, number, number][];
  };
  return notes.map(([scoreOnsetSec, onsetSec, pitchMidi, hand, , offsetSec]) => ({
    scoreOnsetSec,
    onsetSec,
    offsetSec,
    pitchMidi,
    track: hand === 'right' ? 0 : 1,
  }));
}

/** Rounding of the times in the files. */
const sameOnsetSec = 0.002;

/**
 * The note ids of the pairs, of notes that sound as expected at the score's times: a pitch that both hands
 * strike goes to its own track where it can. Pairs without a note are left out.
 */
export function trueOnsets(score: Score, pairs: readonly TruePair[]): Map<string, TruePair> {
  const found = new Map<string, TruePair>();
  for (const pair of pairs) {
    const candidates = score.notes.filter(
      ({ id, pitchMidi, onsetSec }) =>
        pitchMidi === pair.pitchMidi &&
        Math.abs(onsetSec - pair.scoreOnsetSec) < sameOnsetSec &&
        !found.has(id),
    );
    const note = candidates.find(({ track }) => track === pair.track) ?? candidates[0];
    if (note !== undefined) found.set(note.id, pair);
  }
  return found;
}

/** The truth as an alignment that is certain; notes without a partner are left out. */
export function trueNotes(score: Score, pairs: readonly TruePair[]): AlignedNote[] {
  return [...trueOnsets(score, pairs)]
    .map(([id, { onsetSec, offsetSec }]) => ({
      id,
      visit: 1,
      onsetSec,
      offsetSec: Math.max(offsetSec, onsetSec + 0.02),
      confidence: 1,
    }))
    .sort((a, b) => a.onsetSec - b.onsetSec);
}
