/**
 * Sound that no label explains: peaks of the spectrum that are no partial of any pitch that may be active then. Where
 * they stand, a note is missing from the score, lies elsewhere, or something else sounds.
 */
import type { TilesAnswer } from '../../shared/contract/job-calls.ts';

/** A stretch of the spectrogram. */
export type LevelTile = Pick<
  TilesAnswer,
  'hopSec' | 'rows' | 'lowestMidi' | 'rowsPerSemitone' | 'floorDb' | 'ceilingDb'
> & {
  /** Of its first frame. */
  readonly startSec: number;
  readonly frames: number;
  /** [frames, rows] flattened: 0 is floorDb, 255 ceilingDb. */
  readonly levels: Uint8Array;
};

const settings = Object.freeze({
  /** Partials of a pitch that explain something, the fundamental among them. */
  partials: 16,
  /** How far a partial may be off, semitones: stretched strings, vibrato, and the rows' own width. */
  offSemitones: 0.7,
  /** Below the loudest row of its frame nothing counts, dB. */
  belowFrameDb: 26,
  /** Nor what is as quiet as this anyhow, dB of full scale. */
  leastDb: -62,
  /** A peak is the highest row this far to both sides, semitones. */
  peakSemitones: 1,
  /** Shorter than this it is an attack's noise. */
  leastSec: 0.07,
});

/**
 * @param mayBeActive the pitches that may be active in the tile's frame of this index
 * @returns 1 where sound is unexplained, [frames, rows]. Cost O(cells + frames x pitches x partials)
 */
export function unexplainedSound(
  tile: LevelTile,
  mayBeActive: (frame: number) => Iterable<number>,
): Uint8Array {
  const { frames, rows, levels, rowsPerSemitone, hopSec } = tile;
  const peaks = new Uint8Array(frames * rows);
  const reach = Math.round(settings.peakSemitones * rowsPerSemitone);
  const explained = new Uint8Array(rows);
  for (let frame = 0; frame < frames; frame++) {
    const own = levels.subarray(frame * rows, (frame + 1) * rows);
    const least = leastLevel(tile, own);
    explained.fill(0);
    for (const pitchMidi of mayBeActive(frame)) markPartials(explained, pitchMidi, tile);
    for (let row = 0; row < rows; row++) {
      if (own[row]! < least || explained[row] === 1 || !isPeak(own, row, reach)) continue;
      peaks[frame * rows + row] = 1;
    }
  }
  return lasting(peaks, frames, rows, Math.max(Math.round(settings.leastSec / hopSec), 2));
}

function leastLevel({ floorDb, ceilingDb }: LevelTile, own: Uint8Array): number {
  const perDb = 255 / (ceilingDb - floorDb);
  let loudest = 0;
  for (const level of own) loudest = Math.max(loudest, level);
  return Math.max(loudest - settings.belowFrameDb * perDb, (settings.leastDb - floorDb) * perDb, 1);
}

function markPartials(
  explained: Uint8Array,
  pitchMidi: number,
  { lowestMidi, rowsPerSemitone }: LevelTile,
): void {
  for (let partial = 1; partial <= settings.partials; partial++) {
    const at = (pitchMidi + 12 * Math.log2(partial) - lowestMidi) * rowsPerSemitone;
    const off = settings.offSemitones * rowsPerSemitone;
    const last = Math.min(Math.floor(at + off), explained.length - 1);
    for (let row = Math.max(Math.ceil(at - off), 0); row <= last; row++) explained[row] = 1;
  }
}

function isPeak(own: Uint8Array, row: number, reach: number): boolean {
  for (let other = Math.max(row - reach, 0); other <= Math.min(row + reach, own.length - 1); other++) {
    if (own[other]! > own[row]!) return false;
  }
  return true;
}

/** Only peaks that go on for so many frames, a row up or down at a time. */
function lasting(peaks: Uint8Array, frames: number, rows: number, leastFrames: number): Uint8Array {
  /** How long the chain of peaks is that ends, or begins, at a cell. */
  const chain = (order: (frame: number) => number): Uint16Array => {
    const lengths = new Uint16Array(peaks.length);
    for (let step = 0; step < frames; step++) {
      const [frame, before] = [order(step), order(step - 1)];
      for (let row = 0; row < rows; row++) {
        if (peaks[frame * rows + row] === 0) continue;
        let longest = 0;
        for (let near = Math.max(row - 1, 0); step > 0 && near <= Math.min(row + 1, rows - 1); near++) {
          longest = Math.max(longest, lengths[before * rows + near]!);
        }
        lengths[frame * rows + row] = longest + 1;
      }
    }
    return lengths;
  };
  const ending = chain((step) => step);
  const beginning = chain((step) => frames - 1 - step);
  return peaks.map((peak, cell) => (peak === 1 && ending[cell]! + beginning[cell]! > leastFrames ? 1 : 0));
}

/** A row of the spectrogram over a stretch of time. */
export type UnexplainedRun = { readonly pitchMidi: number; readonly fromSec: number; readonly toSec: number };

/** @param pitchesAt the pitches that may be active at a time of the recording, seconds */
export function unexplainedRuns(
  tile: LevelTile,
  pitchesAt: (sec: number) => Iterable<number>,
): readonly UnexplainedRun[] {
  const { startSec, hopSec, frames, rows, lowestMidi, rowsPerSemitone } = tile;
  const found = unexplainedSound(tile, (frame) => pitchesAt(startSec + frame * hopSec));
  const edgeSec = (frame: number): number => startSec + (frame - 0.5) * hopSec;
  const runs: UnexplainedRun[] = [];
  for (let row = 0; row < rows; row++) {
    let from = -1;
    for (let frame = 0; frame <= frames; frame++) {
      const isFound = frame < frames && found[frame * rows + row] === 1;
      if (isFound && from < 0) from = frame;
      if (isFound || from < 0) continue;
      const pitchMidi = lowestMidi + row / rowsPerSemitone;
      runs.push({ pitchMidi, fromSec: edgeSec(from), toSec: edgeSec(frame) });
      from = -1;
    }
  }
  return runs;
}
