import toneMidi from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { parseScore } from '../../../../electron/backend/engine/score/read-score.ts';
import { dawTimeline } from '../../../../shared/export/daw-timeline.ts';
import type { DawTimeline } from '../../../../shared/export/daw-timeline.ts';
import { midiFile } from '../../../../shared/export/midi-files.ts';
import { scoreSession } from '../../../../shared/export/score-session.ts';
import type { AlignedNote, WarpPoint } from '../../../../shared/music/alignment.ts';
import { ticksToSec } from '../../../../shared/music/tempo-map.ts';
import { scaleScore } from '../../../support/played-scale.ts';

const score = scaleScore();

type Passage = { readonly from: number; readonly to: number; readonly heardAt: (sec: number) => number };

/** The notes and the warp of somebody who plays the score's [from, to) at `heardAt`, passage after passage. */
function alignmentOf(passages: readonly Passage[]): { notes: AlignedNote[]; warp: WarpPoint[] } {
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

function timelineOf(passages: readonly Passage[], toSec = 100): DawTimeline {
  return dawTimeline(scoreSession(score, alignmentOf(passages), 'scale'), { fromSec: 0, toSec });
}

/** Where a tick of the score lies on the timeline, once for each time that it is played. */
function ticksOf({ stretches, scale }: DawTimeline, scoreTick: number): number[] {
  return stretches
    .filter((part) => scoreTick >= part.scoreTick && scoreTick < part.scoreTick + part.ticks / scale)
    .map((part) => part.tick + (scoreTick - part.scoreTick) * scale);
}

/** Seconds of the performance at a tick of the score, in the nth part that has it. */
function secAt(timeline: DawTimeline, scoreTick: number, visit = 0): number {
  return ticksToSec(timeline.tempo, ticksOf(timeline, scoreTick)[visit] ?? Number.NaN);
}

const rubato = (sec: number): number => 1.7 + 1.2 * sec + 0.4 * Math.sin(sec / 2);

describe('scoreSession', () => {
  it('[AL60] tick times follow the warp, and tick 0 is the first sample', () => {
    const timeline = timelineOf([{ from: 0, to: 12, heardAt: rubato }]);
    const { changes } = timeline.tempo;
    expect(changes[0]?.tick).toBe(0);
    // One leading bar of 4/4, whose tempo fills 1.7 s.
    expect(timeline.stretches.map(({ tick, scoreTick }) => [tick, scoreTick])).toEqual([[4 * 1920, 0]]);
    expect(changes[0]?.microsPerQuarter).toBeCloseTo(425_000, -1);
    for (let half = 0; half < 46; half++) {
      expect(Math.abs(secAt(timeline, half * 240) - rubato(half / 4))).toBeLessThan(1e-3);
    }
    for (const { microsPerQuarter } of changes) {
      expect(microsPerQuarter).toBeGreaterThan(0);
      expect(microsPerQuarter).toBeLessThan(2 ** 24);
    }
    expect(timeline.timeSignatures[0]).toMatchObject({ tick: 0, numerator: 4, denominator: 4 });
  });

  it('[AL60] a beat that bends has as many tempos as it needs', () => {
    // The second half of every beat is twice as long as the first.
    const heardAt = (sec: number): number => {
      const beat = Math.floor(sec * 2);
      const phase = sec * 2 - beat;
      return 1 + beat * 0.6 + (phase < 0.5 ? phase * 0.4 : 0.2 + (phase - 0.5) * 0.8);
    };
    const timeline = timelineOf([{ from: 0, to: 12, heardAt }]);
    expect(Math.abs(secAt(timeline, 4 * 480 + 240) - heardAt(2.25))).toBeLessThan(1e-3);
  });

  it.each([0, 0.0005, 0.004, 0.05, 0.31, 5, 90])('[AL61] a lead-in of %s s is filled', (lead) => {
    const timeline = timelineOf([{ from: 0, to: 12, heardAt: (sec) => lead + sec }], 110);
    expect(Math.abs(secAt(timeline, 480) - (lead + 0.5))).toBeLessThan(1e-3);
    expect(Math.abs(secAt(timeline, 0) - lead)).toBeLessThan(2e-3);
    const { tick } = timeline.stretches[0]!;
    // Whole bars, or a shorter one with its own signature before the score's.
    if (tick % (4 * 1920) !== 0) {
      expect(timeline.timeSignatures).toHaveLength(2);
      expect(timeline.timeSignatures[1]).toMatchObject({ tick, numerator: 4 });
    }
  });

  it('[AL62] a passage that is played again is there again, one that is left out is not', () => {
    const again = timelineOf([
      { from: 0, to: 4, heardAt: (sec) => 1 + sec },
      { from: 0, to: 12, heardAt: (sec) => 5 + sec * 1.1 },
    ]);
    expect(again.stretches.map(({ scoreTick, tick }) => [scoreTick, tick])).toEqual([
      [0, 4 * 1920],
      [0, 4 * 1920 + 8 * 1920],
    ]);
    expect(secAt(again, 2 * 480)).toBeCloseTo(2, 3);
    expect(secAt(again, 2 * 480, 1)).toBeCloseTo(6.1, 3);
    const cut = timelineOf([
      { from: 0, to: 4, heardAt: (sec) => 1 + sec },
      { from: 8, to: 12, heardAt: (sec) => sec - 3 },
    ]);
    expect(ticksOf(cut, 12 * 480)).toEqual([]);
    expect(secAt(cut, 18 * 480)).toBeCloseTo(6, 3);
  });

  it('[AL62] a pause that no tempo fills is filled with bars', () => {
    const heardAt = (sec: number): number => (sec < 4 ? 1 + sec : 61 + sec);
    const timeline = timelineOf([{ from: 0, to: 12, heardAt }]);
    expect(secAt(timeline, 6 * 480)).toBeCloseTo(4, 3);
    expect(secAt(timeline, 8 * 480)).toBeCloseTo(65, 2);
    expect(secAt(timeline, 20 * 480)).toBeCloseTo(71, 3);
    expect(timeline.stretches).toHaveLength(2);
    const { bars } = timeline;
    for (const { tick } of timeline.stretches) expect(bars.some((bar) => bar.tick === tick)).toBe(true);
  });

  it('[AL63] another reader hears every note where the recording has it, on its bar, and our own finds no fault', () => {
    const session = scoreSession(score, alignmentOf([{ from: 0, to: 12, heardAt: rubato }]), 'scale');
    const timeline = dawTimeline(session, { fromSec: 0, toSec: 20 });
    const bytes = midiFile(session, timeline, session.tracks, 'score');
    const midi = new toneMidi.Midi(bytes);
    const tracks = midi.tracks.filter(({ notes }) => notes.length > 0);
    expect(tracks.map(({ name, notes }) => [name, notes.length])).toEqual([
      ['right', 24],
      ['left', 6],
    ]);
    tracks.forEach((track, index) => {
      const written = score.notes.filter((note) => note.track === index);
      track.notes.forEach((note, n) => {
        const { pitchMidi, onsetTick, onsetSec, velocity } = written[n]!;
        expect(note.midi).toBe(pitchMidi);
        expect(note.ticks).toBe((onsetTick + 1920) * 4);
        expect(Math.abs(note.time - rubato(onsetSec))).toBeLessThan(1e-3);
        expect(Math.round(note.velocity * 127)).toBe(velocity);
      });
    });
    const read = parseScore(bytes, 'p.mid');
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.repairs).toEqual([]);
    expect(read.value.notes).toHaveLength(30);
    expect(read.value.timeSignatures[0]).toMatchObject({ tick: 0, numerator: 4, denominator: 4 });
  });
});
