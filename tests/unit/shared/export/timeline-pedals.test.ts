import toneMidi from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { dawTimeline } from '../../../../shared/export/daw-timeline.ts';
import { midiFile } from '../../../../shared/export/midi-files.ts';
import { timelinePedals } from '../../../../shared/export/timeline-pedals.ts';
import { exportSession, swayingWarp } from '../../../support/export-fixture.ts';

const down = { channel: 0, tick: 480, value: 127 };
const up = { channel: 0, tick: 960, value: 0 };
const half = { channel: 1, tick: 0, value: 70 };

describe('the pedal on a timeline', () => {
  it('[EX18] another library reads it in the track of every group on its channel, where the performance has it', () => {
    const own = { ...exportSession(), pedals: [down, up, half] };
    for (const placement of ['score', 'performed'] as const) {
      const midi = new toneMidi.Midi(
        midiFile(own, dawTimeline(own, { fromSec: 0, toSec: 10 }), own.tracks, placement),
      );
      const [melody, bass] = midi.tracks.map(({ controlChanges }) => controlChanges[64]!);
      expect(melody!.map(({ value }) => value)).toEqual([1, 0]);
      melody!.forEach(({ time }, i) => expect(Math.abs(time - swayingWarp[i + 1]![1])).toBeLessThan(1e-3));
      // It is down to the end of the score, and up there.
      expect(bass!.map(({ value }) => Math.round(value * 127))).toEqual([70, 0]);
    }
  });

  it('[EX18] a passage that begins under the pedal begins with it down, and one that is left lifts it', () => {
    const stretch = { gap: 0, leadIn: undefined };
    const timeline = {
      scale: 2,
      stretches: [
        { ...stretch, tick: 100, scoreTick: 0, ticks: 1200 },
        { ...stretch, tick: 1300, scoreTick: 720, ticks: 960 },
      ],
    };
    expect(timelinePedals(timeline, [down, up], new Set([0, 3]))).toEqual([
      { channel: 0, tick: 1060, value: 127 },
      { channel: 0, tick: 1300, value: 0 },
      { channel: 0, tick: 1300, value: 127 },
      { channel: 0, tick: 1780, value: 0 },
    ]);
  });
});
