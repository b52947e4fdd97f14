import { describe, expect, it } from 'vitest';
import { dawTimeline, finestTimeline, ticksOfNote } from '../../../../shared/export/daw-timeline.ts';
import type { DawTimeline } from '../../../../shared/export/daw-timeline.ts';
import type { ScoreFrame, SoundingNote } from '../../../../shared/export/export-session.ts';
import type { WarpPoint } from '../../../../shared/music/alignment.ts';
import { ticksToSec } from '../../../../shared/music/tempo-map.ts';
import { swayingNotes, swayingWarp } from '../../../support/export-fixture.ts';

const frame: ScoreFrame = {
  ticksPerQuarter: 480,
  tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }],
  timeSignatures: [{ tick: 0, numerator: 4, denominator: 4 }],
  keySignatures: [],
};

function note(quarter: number, onsetSec: number, visit = 1): SoundingNote {
  return {
    id: `n${quarter}`,
    visit,
    pitchMidi: 60,
    velocity: 64,
    channel: 0,
    program: 0,
    onsetSec,
    offsetSec: onsetSec + 0.4,
    score: { onsetTick: quarter * 480, keyUpTick: (quarter + 1) * 480 },
  };
}

/** 'bar@seconds', count-ins as '-'. */
function bars(timeline: DawTimeline): string[] {
  return timeline.bars.map(({ bar, sec }) => `${bar ?? '-'}@${sec.toFixed(3)}`);
}

function signatures({ timeSignatures, ticksPerQuarter }: DawTimeline): string[] {
  return timeSignatures.map(
    ({ tick, numerator, denominator }) => `${tick / ticksPerQuarter}: ${numerator}/${denominator}`,
  );
}

describe('a timeline for other programs', () => {
  it('[EX10] every note lies within a millisecond of where it is played, and bars are those of the score', () => {
    const notes = swayingNotes();
    const timeline = dawTimeline({ frame, warp: swayingWarp, notes }, { fromSec: 0, toSec: 10 });
    for (const sounding of notes) {
      const { onset } = ticksOfNote(timeline, sounding);
      expect(Math.abs(ticksToSec(timeline.tempo, onset) - sounding.onsetSec)).toBeLessThan(1e-3);
      expect(onset % timeline.ticksPerQuarter).toBe(0);
    }
    expect(bars(timeline)).toEqual(['-@0.000', '1@0.730', '2@2.795', '3@4.910', '4@6.959', '5@9.044']);
    expect(timeline.remarks).toEqual([]);
  });

  it('[EX10] rounded tempos do not drift in an hour', () => {
    const warp = Array.from({ length: 7201 }, (_, i): WarpPoint => [
      i * 0.5,
      i * 0.5013 + 0.003 * Math.sin(i),
    ]);
    const notes = [note(0, warp[0]![1]), note(7199, warp[7199]![1])];
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 0, toSec: 3700 });
    const { onset } = ticksOfNote(timeline, notes[1]!);
    expect(Math.abs(ticksToSec(timeline.tempo, onset) - notes[1]!.onsetSec)).toBeLessThan(5e-4);
  });

  it.each([
    ['about two bars', 4.1, ['-@0.000', '-@2.050', '1@4.100']],
    ['less than half a bar', 0.6, ['-@0.000', '1@0.600']],
    ['nothing', 0, ['1@0.000', '2@2.000']],
  ])('[EX11] a lead-in of %s becomes whole bars that fill it', (_, leadSec, expected) => {
    const warp: WarpPoint[] = [
      [0, leadSec],
      [8, leadSec + 8],
    ];
    const timeline = dawTimeline(
      { frame, warp, notes: [note(0, leadSec)] },
      { fromSec: 0, toSec: leadSec + 8 },
    );
    expect(bars(timeline).slice(0, expected.length)).toEqual(expected);
    expect(signatures(timeline)).toEqual(['0: 4/4']);
  });

  it('[EX11] a lead-in too short for a bar is a single short note', () => {
    const warp: WarpPoint[] = [
      [0, 0.06],
      [8, 8.06],
    ];
    const timeline = dawTimeline({ frame, warp, notes: [note(0, 0.06)] }, { fromSec: 0, toSec: 8 });
    expect(bars(timeline).slice(0, 3)).toEqual(['-@0.000', '1@0.060', '2@2.060']);
    expect(signatures(timeline)).toEqual(['0: 1/8', '0.5: 4/4']);
  });

  it('[EX11] a pickup stands at the end of its bar, whose start is filled', () => {
    // The first note is the fourth quarter of bar 1, and sounds after 1.4 s.
    const warp: WarpPoint[] = [
      [1.5, 1.4],
      [9.5, 9.4],
    ];
    const notes = [note(3, 1.4), note(4, 1.9)];
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 0, toSec: 9 });
    expect(bars(timeline).slice(0, 3)).toEqual(['1@0.000', '2@1.900', '3@3.900']);
    expect(ticksOfNote(timeline, notes[0]!).onset).toBe(3 * timeline.ticksPerQuarter);
  });

  it('[EX11] music that begins at once in the middle of a bar begins with a shorter bar', () => {
    const warp: WarpPoint[] = [
      [0, 0],
      [16, 16],
    ];
    const notes = Array.from({ length: 32 }, (_, i) => note(i, i / 2));
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 5, toSec: 12 });
    expect(bars(timeline).slice(0, 3)).toEqual(['3@0.000', '4@1.000', '5@3.000']);
    expect(signatures(timeline)).toEqual(['0: 2/4', '2: 4/4']);
  });

  it('[EX12] a repeat is written out as it is played', () => {
    const warp: WarpPoint[] = [
      [0, 0],
      [4, 4],
      [0, 4.0005],
      [8, 12],
    ];
    const notes = [note(0, 0), note(4, 2), note(0, 4, 2), note(4, 6, 2), note(8, 8)];
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 0, toSec: 12 });
    expect(bars(timeline).map((bar) => bar.split('@')[0])).toEqual(['1', '2', '1', '2', '3', '4']);
    for (const sounding of notes) {
      const { onset } = ticksOfNote(timeline, sounding);
      expect(Math.abs(ticksToSec(timeline.tempo, onset) - sounding.onsetSec)).toBeLessThan(1e-3);
    }
  });

  it('[EX12] a stretch that is left out ends its bar early', () => {
    // From the third quarter of bar 1 straight to bar 3.
    const warp: WarpPoint[] = [
      [0, 0],
      [1, 1],
      [4, 1.0005],
      [8, 5],
    ];
    const notes = [note(0, 0), note(8, 1), note(12, 3)];
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 0, toSec: 5 });
    expect(bars(timeline).map((bar) => bar.split('@')[0])).toEqual(['1', '3', '4']);
    expect(signatures(timeline)).toEqual(['0: 2/4', '2: 4/4']);
    expect(ticksToSec(timeline.tempo, ticksOfNote(timeline, notes[1]!).onset)).toBeCloseTo(1, 3);
  });

  it('[EX12] a long pause gets bars of its own, and the music goes on in time', () => {
    const warp: WarpPoint[] = [
      [0, 0],
      [4, 4],
      [4.5, 64],
      [8, 67.5],
    ];
    const notes = [note(0, 0), note(8, 4), note(9, 64), note(12, 65.5)];
    const timeline = dawTimeline({ frame, warp, notes }, { fromSec: 0, toSec: 67 });
    for (const sounding of notes) {
      const { onset } = ticksOfNote(timeline, sounding);
      expect(Math.abs(ticksToSec(timeline.tempo, onset) - sounding.onsetSec)).toBeLessThan(1e-3);
    }
    expect(timeline.bars.filter(({ bar }) => bar === null).length).toBeGreaterThan(0);
  });

  it('[EX13] metre and key change where the score changes them', () => {
    const changing: ScoreFrame = {
      ...frame,
      timeSignatures: [
        { tick: 0, numerator: 4, denominator: 4 },
        { tick: 1920, numerator: 6, denominator: 8 },
      ],
      keySignatures: [
        { tick: 0, fifths: 1, minor: false },
        { tick: 1920, fifths: -2, minor: true },
      ],
    };
    const warp: WarpPoint[] = [
      [0, 1],
      [8, 9],
    ];
    const timeline = dawTimeline({ frame: changing, warp, notes: [note(0, 1)] }, { fromSec: 0, toSec: 9 });
    expect(signatures(timeline)).toEqual(['0: 4/4', '8: 6/8']);
    expect(
      timeline.keySignatures.map(({ tick, fifths }) => [tick / timeline.ticksPerQuarter, fifths]),
    ).toEqual([
      [0, 1],
      [8, -2],
    ]);
  });

  it('[EX13] without any music there is a grid all the same', () => {
    const timeline = dawTimeline({ frame, warp: [], notes: [] }, { fromSec: 0, toSec: 4 });
    expect(bars(timeline).slice(0, 2)).toEqual(['1@0.000', '2@2.000']);
  });

  it('[EX15] in the finest ticks everything stands where it stood, and the longest piece fits into a MIDI file', () => {
    const notes = swayingNotes();
    const timeline = dawTimeline({ frame, warp: swayingWarp, notes }, { fromSec: 0, toSec: 10 });
    const fine = finestTimeline(timeline);
    expect(fine.ticksPerQuarter).toBe(timeline.ticksPerQuarter * 17);
    expect(bars(fine)).toEqual(bars(timeline));
    for (const note of notes) {
      expect(ticksOfNote(fine, note).onset).toBe(17 * ticksOfNote(timeline, note).onset);
    }
    const sec = 6 * 3600;
    const long = dawTimeline(
      { frame, warp: [], notes: [note(0, 0), note(2 * sec - 1, sec - 0.5)] },
      { fromSec: 0, toSec: sec },
    );
    expect(ticksOfNote(finestTimeline(long), note(2 * sec - 1, sec - 0.5)).end).toBeLessThan(2 ** 28);
  });
});
