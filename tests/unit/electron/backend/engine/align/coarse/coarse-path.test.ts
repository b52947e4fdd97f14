import { describe, expect, it } from 'vitest';
import {
  coarsePath,
  outside,
} from '../../../../../../../electron/backend/engine/align/coarse/coarse-path.ts';
import type { CoarseLimits } from '../../../../../../../electron/backend/engine/align/coarse/coarse-path.ts';
import { pooledWidth } from '../../../../../../../electron/backend/engine/align/coarse/pooled-bands.ts';
import type { PooledBands } from '../../../../../../../electron/backend/engine/align/coarse/pooled-bands.ts';

/** Every symbol is a direction of its own; 0 is silence. */
function frames(symbols: readonly number[]): PooledBands {
  const values = new Float32Array(symbols.length * pooledWidth);
  symbols.forEach((symbol, i) => {
    if (symbol === 0) return;
    values[i * pooledWidth + symbol] = 1;
    values[i * pooledWidth + pooledWidth / 2 + symbol] = 1;
  });
  return { frames: symbols.length, hopSec: 0.12, values };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const tune = range(1, 91);

function path(
  recording: readonly number[],
  score: readonly number[],
  limits: Partial<CoarseLimits> = {},
): number[] {
  const found = coarsePath(frames(recording), frames(score), {
    fromRow: 0,
    toRow: recording.length,
    startPlace: null,
    endPlace: null,
    barred: null,
    ...limits,
  });
  return [...found.places];
}

describe('coarsePath', () => {
  it('[AL20] the same is aligned along the diagonal, at no cost', () => {
    expect(path(tune, tune)).toEqual(range(0, 90));
  });

  it('[AL20] half and double tempo are followed', () => {
    const slow = tune.flatMap((symbol) => [symbol, symbol]);
    expect(path(slow, tune)).toEqual(range(0, 180).map((t) => Math.floor(t / 2)));
    const fast = tune.filter((_, i) => i % 2 === 0);
    expect(path(fast, tune).slice(0, -1)).toEqual(range(0, 44).map((t) => 2 * t));
  });

  it('[AL21] the path jumps back, jumps on, and leaves the score, where enough frames ask for it', () => {
    expect(path([...range(1, 61), ...range(21, 91)], tune)).toEqual([...range(0, 60), ...range(20, 90)]);
    const cut = path([...range(1, 21), ...range(71, 91)], tune);
    expect(cut).toEqual([...range(0, 20), ...range(70, 90)]);
    const talk = Array<number>(60).fill(95);
    const nothing = Array<number>(60).fill(outside);
    const interrupted = path([...talk, ...range(1, 41), ...talk, ...range(41, 91), ...talk], tune);
    expect(interrupted).toEqual([...nothing, ...range(0, 40), ...nothing, ...range(40, 90), ...nothing]);
  });

  it('[AL21] a slip of a few frames is no reason to jump', () => {
    const slip = [...range(1, 31), ...range(11, 16), ...range(31, 91)];
    const places = path(slip, tune);
    places.slice(1).forEach((place, i) => expect(place).toBeGreaterThanOrEqual(places[i]!));
  });

  it('[AL22] it begins and ends where it is told, and stays out of what is barred', () => {
    const pinned = path(range(11, 51), tune, { startPlace: 10, endPlace: 49 });
    expect(pinned).toEqual(range(10, 50));
    const barred = new Uint8Array(90).fill(1, 30, 60);
    const places = path(tune, tune, { barred });
    expect(new Set(places.slice(30, 60))).toEqual(new Set([outside]));
    expect(places.slice(0, 30)).toEqual(range(0, 30));
  });
});
