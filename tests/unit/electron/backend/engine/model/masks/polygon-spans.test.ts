import { describe, expect, it } from 'vitest';
import {
  framesOf,
  polygonSpans,
} from '../../../../../../../electron/backend/engine/model/masks/polygon-spans.ts';
import type { Corner } from '../../../../../../../electron/backend/engine/model/masks/polygon-spans.ts';

const box = (fromSec: number, toSec: number, low: number, high: number): Corner[] => [
  [fromSec, low],
  [toSec, low],
  [toSec, high],
  [fromSec, high],
];

describe('polygonSpans', () => {
  it('[X77] a box begins at its first moment and ends before its last, whichever way it is drawn', () => {
    for (const corners of [box(1, 2, 60, 72), box(1, 2, 60, 72).reverse()]) {
      expect(polygonSpans(corners, 1)).toEqual([[60, 72]]);
      expect(polygonSpans(corners, 1.99)).toEqual([[60, 72]]);
      for (const outside of [0.99, 2, 3]) expect(polygonSpans(corners, outside)).toEqual([]);
    }
  });

  it('[X77] slanted edges are cut where the column meets them', () => {
    const triangle: Corner[] = [
      [0, 60],
      [2, 60],
      [1, 80],
    ];
    expect(polygonSpans(triangle, 0.5)).toEqual([[60, 70]]);
    expect(polygonSpans(triangle, 1)).toEqual([[60, 80]]);
    expect(polygonSpans(triangle, 1.5)).toEqual([[60, 70]]);
  });

  it('[X77] a bay splits the column; what is wound around twice is within, once', () => {
    const bay: Corner[] = [
      [0, 40],
      [3, 40],
      [3, 80],
      [0, 80],
      [0, 70],
      [2, 70],
      [2, 50],
      [0, 50],
    ];
    expect(polygonSpans(bay, 1)).toEqual([
      [40, 50],
      [70, 80],
    ]);
    expect(polygonSpans(bay, 2.5)).toEqual([[40, 80]]);
    const twice = [...box(0, 3, 40, 80), ...box(0, 3, 40, 80)];
    expect(polygonSpans(twice, 1)).toEqual([[40, 80]]);
  });

  it('[X77] a polygon without area, and one of no corner in reach, covers nothing', () => {
    const line: Corner[] = [
      [0, 60],
      [2, 70],
      [1, 65],
    ];
    expect(polygonSpans(line, 0.5)).toEqual([]);
    expect(framesOf(box(5, 6, 60, 61), 0.1, 20)).toEqual({ first: 50, end: 20 });
    expect(framesOf(box(0.25, 0.45, 60, 61), 0.1, 20)).toEqual({ first: 2, end: 6 });
  });
});
