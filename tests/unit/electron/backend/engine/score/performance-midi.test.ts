import toneMidi from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { performanceMidi } from '../../../../../../electron/backend/engine/score/performance-midi.ts';
import { parseScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import { performanceTempo } from '../../../../../../shared/music/performance-tempo.ts';
import type { Score } from '../../../../../../shared/music/score.ts';
import { scaleScore } from '../../../../../support/played-scale.ts';

const rubato = (sec: number): number => 1.7 + 1.2 * sec + 0.4 * Math.sin(sec / 2);

function performanceOf(score: Score): Uint8Array {
  const notes = score.notes.map(({ id, onsetSec, offsetSec }) => ({
    id,
    visit: 1,
    onsetSec: rubato(onsetSec),
    offsetSec: rubato(offsetSec),
    confidence: 1,
  }));
  const warp = score.notes.map(({ onsetSec }) => [onsetSec, rubato(onsetSec)] as const);
  const rising = warp.filter(([sec], i) => i === 0 || sec > warp[i - 1]![0]);
  return performanceMidi(score, performanceTempo(score, { notes, warp: rising }));
}

describe('performanceMidi', () => {
  it('[AL63] another reader hears every note where the recording has it, on the tick of its bar', () => {
    const score = scaleScore();
    const midi = new toneMidi.Midi(performanceOf(score));
    expect(midi.header.ppq).toBe(480);
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
        expect(note.ticks).toBe(onsetTick + 1920);
        expect(Math.abs(note.time - rubato(onsetSec))).toBeLessThan(1e-3);
        expect(Math.round(note.velocity * 127)).toBe(velocity);
      });
    });
  });

  it('[AL63] our own reader finds no fault in it', () => {
    const read = parseScore(performanceOf(scaleScore()), 'p.mid');
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.repairs).toEqual([]);
    expect(read.value.notes).toHaveLength(30);
    expect(read.value.timeSignatures[0]).toMatchObject({ tick: 0, numerator: 4, denominator: 4 });
  });
});
