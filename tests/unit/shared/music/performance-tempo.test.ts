import { describe, expect, it } from 'vitest';
import type { AlignedNote, WarpPoint } from '../../../../shared/music/alignment.ts';
import { performanceTempo, performedTicks } from '../../../../shared/music/performance-tempo.ts';
import type { PerformanceTempo } from '../../../../shared/music/performance-tempo.ts';
import { buildTempoMap, ticksToSec } from '../../../../shared/music/tempo-map.ts';
import { scaleScore } from '../../../support/played-scale.ts';

const score = scaleScore();

/** The notes and the warp of somebody who plays the score's [from, to) at `heardAt`, passage after passage. */
function alignmentOf(passages: readonly { from: number; to: number; heardAt: (sec: number) => number }[]): {
  notes: AlignedNote[];
  warp: WarpPoint[];
} {
  const visits = new Map<string, number>();
  const notes: AlignedNote[] = [];
  const warp: WarpPoint[] = [];
  for (const { from, to, heardAt } of passages) {
    for (const { id, onsetSec, offsetSec } of score.notes) {
      if (onsetSec < from || onsetSec >= to) continue;
      const visit = (visits.get(id) ?? 0) + 1;
      visits.set(id, visit);
      notes.push({ id, visit, onsetSec: heardAt(onsetSec), offsetSec: heardAt(offsetSec), confidence: 1 });
    }
    for (let sec = from; sec <= to; sec += 0.25) warp.push([sec, heardAt(sec) - (sec === to ? 1e-4 : 0)]);
  }
  return { notes, warp };
}

/** Seconds of the performance at a tick of the score, in the nth stretch that has it. */
function secAt(tempo: PerformanceTempo, tick: number, visit = 0): number {
  const map = buildTempoMap(tempo.ticksPerQuarter, tempo.tempoChanges);
  return ticksToSec(map, performedTicks(tempo.stretches, tick)[visit] ?? Number.NaN);
}

const rubato = (sec: number): number => 1.7 + 1.2 * sec + 0.4 * Math.sin(sec / 2);

describe('performanceTempo', () => {
  it('[AL60] tick times follow the warp on every beat, and tick 0 is the first sample', () => {
    const tempo = performanceTempo(score, alignmentOf([{ from: 0, to: 12, heardAt: rubato }]));
    expect(tempo.tempoChanges[0]?.tick).toBe(0);
    // One leading bar of 4/4, whose tempo fills 1.7 s.
    expect(tempo.stretches).toEqual([
      { fromTick: 0, toTick: expect.any(Number) as number, shiftTicks: 1920 },
    ]);
    expect(tempo.tempoChanges[0]?.microsPerQuarter).toBeCloseTo(425_000, -1);
    for (let beat = 0; beat < 24; beat++) {
      expect(Math.abs(secAt(tempo, beat * 480) - rubato(beat / 2))).toBeLessThan(1e-3);
    }
    for (const { microsPerQuarter } of tempo.tempoChanges) {
      expect(microsPerQuarter).toBeGreaterThan(0);
      expect(microsPerQuarter).toBeLessThan(2 ** 24);
    }
    expect(tempo.timeSignatures[0]).toMatchObject({ tick: 0, numerator: 4, denominator: 4 });
  });

  it('[AL60] a beat that bends gets two tempos', () => {
    // The second half of every beat is twice as long as the first.
    const heardAt = (sec: number): number => {
      const beat = Math.floor(sec * 2);
      const phase = sec * 2 - beat;
      return 1 + beat * 0.6 + (phase < 0.5 ? phase * 0.4 : 0.2 + (phase - 0.5) * 0.8);
    };
    const tempo = performanceTempo(score, alignmentOf([{ from: 0, to: 12, heardAt }]));
    expect(Math.abs(secAt(tempo, 4 * 480 + 240) - heardAt(2.25))).toBeLessThan(1e-3);
  });

  it.each([0, 0.0005, 0.004, 0.05, 0.31, 5, 90])('[AL61] a lead-in of %s s is filled', (lead) => {
    const tempo = performanceTempo(score, alignmentOf([{ from: 0, to: 12, heardAt: (sec) => lead + sec }]));
    expect(Math.abs(secAt(tempo, 480) - (lead + 0.5))).toBeLessThan(1e-3);
    expect(Math.abs(secAt(tempo, 0) - lead)).toBeLessThan(2e-3);
    const { shiftTicks } = tempo.stretches[0]!;
    // Whole bars, or a shorter one with its own signature before the score's.
    if (shiftTicks % 1920 !== 0) {
      expect(tempo.timeSignatures).toHaveLength(2);
      expect(tempo.timeSignatures[1]).toMatchObject({ tick: shiftTicks, numerator: 4 });
    }
  });

  it('[AL62] a passage that is played again is there again, one that is left out is not', () => {
    const again = performanceTempo(
      score,
      alignmentOf([
        { from: 0, to: 4, heardAt: (sec) => 1 + sec },
        { from: 0, to: 12, heardAt: (sec) => 5 + sec * 1.1 },
      ]),
    );
    expect(again.stretches.map(({ fromTick, shiftTicks }) => [fromTick, shiftTicks])).toEqual([
      [0, 1920],
      [0, 1920 + 8 * 480],
    ]);
    expect(secAt(again, 2 * 480)).toBeCloseTo(2, 3);
    expect(secAt(again, 2 * 480, 1)).toBeCloseTo(6.1, 3);
    const cut = performanceTempo(
      score,
      alignmentOf([
        { from: 0, to: 4, heardAt: (sec) => 1 + sec },
        { from: 8, to: 12, heardAt: (sec) => sec - 3 },
      ]),
    );
    expect(performedTicks(cut.stretches, 12 * 480)).toEqual([]);
    expect(secAt(cut, 18 * 480)).toBeCloseTo(6, 3);
  });

  it('[AL62] a pause that no tempo fills is filled with bars', () => {
    const heardAt = (sec: number): number => (sec < 4 ? 1 + sec : 61 + sec);
    const tempo = performanceTempo(score, alignmentOf([{ from: 0, to: 12, heardAt }]));
    expect(secAt(tempo, 6 * 480)).toBeCloseTo(4, 3);
    expect(secAt(tempo, 8 * 480)).toBeCloseTo(65, 2);
    expect(secAt(tempo, 20 * 480)).toBeCloseTo(71, 3);
    expect(tempo.stretches).toHaveLength(2);
    expect((tempo.stretches[1]!.shiftTicks - tempo.stretches[0]!.shiftTicks) % 1920).toBe(0);
  });
});
