import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { midiFile, off, on, tempo } from '../../../../../support/midi-file-bytes.ts';
import type { TimedEvent } from '../../../../../support/midi-file-bytes.ts';
import { readMidi } from '../../../../../support/read-midi.ts';

const { Midi } = createRequire(import.meta.url)('@tonejs/midi') as typeof import('@tonejs/midi');

describe('times', () => {
  it('[M4] takes tempo changes from any track and 120 before the first', () => {
    const score = readMidi(
      midiFile(
        {},
        [on(0, 60), off(480, 60), on(480, 62), off(480, 62)],
        [tempo(480, 1_000_000), tempo(480, 250_000)],
      ),
    );
    expect(score.notes.map((n) => [n.onsetSec, n.keyUpSec])).toEqual([
      [0, 0.5],
      [1.5, 1.75],
    ]);
    expect(score.tempoChanges).toEqual([
      { tick: 0, sec: 0, microsPerQuarter: 500_000 },
      { tick: 480, sec: 0.5, microsPerQuarter: 1_000_000 },
      { tick: 960, sec: 1.5, microsPerQuarter: 250_000 },
    ]);
  });

  it('[M4] ignores a tempo of zero and reports it', () => {
    const score = readMidi(midiFile({}, [tempo(0, 0), on(0, 60), off(480, 60)]));
    expect(score.durationSec).toBe(0.5);
    expect(score.repairs.join()).toMatch(/1 tempo change of zero length/);
  });

  it('[M4] agrees with @tonejs/midi on a file that it wrote itself', () => {
    const midi = new Midi();
    midi.header.fromJSON({
      name: 'x',
      ppq: 384,
      meta: [],
      tempos: [0, 500, 1111, 5000].map((ticks, i) => ({ ticks, bpm: [60, 93, 140, 77][i] ?? 60 })),
      timeSignatures: [{ ticks: 0, timeSignature: [3, 4] }],
      keySignatures: [{ ticks: 0, key: 'Eb', scale: 'minor' }],
    });
    for (let t = 0; t < 3; t += 1) {
      const track = midi.addTrack();
      track.channel = t;
      track.name = `part ${t}`;
      for (let i = 0; i < 200; i += 1) {
        track.addNote({ midi: 50 + t + (i % 20), ticks: i * 97, durationTicks: 90, velocity: 0.7 });
      }
    }
    const bytes = midi.toArray();
    const score = readMidi(bytes);
    const again = new Midi(bytes);
    expect(score.tracks.map((t) => t.name)).toEqual(['x', 'part 0', 'part 1', 'part 2']);
    again.tracks.forEach((track, t) => {
      const own = score.notes.filter((n) => n.track === t + 1);
      expect(own).toHaveLength(track.notes.length);
      track.notes.forEach((note, i) => {
        expect(own[i]).toMatchObject({ onsetTick: note.ticks, pitchMidi: note.midi });
        expect(own[i]?.onsetSec).toBeCloseTo(note.time, 9);
        expect(own[i]?.keyUpSec).toBeCloseTo(note.time + note.duration, 9);
      });
    });
    expect(score.timeSignatures).toEqual([{ tick: 0, numerator: 3, denominator: 4 }]);
  });

  it('[M4] reads key and time signatures', () => {
    const signatures: TimedEvent[] = [
      [0, 0xff, 0x59, 2, 0xfd, 1],
      [0, 0xff, 0x58, 4, 6, 3, 24, 8],
    ];
    const score = readMidi(midiFile({}, signatures, [on(0, 60), off(480, 60)]));
    expect(score.keySignatures).toEqual([{ tick: 0, fifths: -3, minor: true }]);
    expect(score.timeSignatures).toEqual([{ tick: 0, numerator: 6, denominator: 8 }]);
  });
});
