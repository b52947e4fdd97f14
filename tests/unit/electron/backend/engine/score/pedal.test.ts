import { describe, expect, it } from 'vitest';
import type { Score } from '../../../../../../shared/music/score.ts';
import { midiFile, off, on, pedal, program } from '../../../../../support/midi-file-bytes.ts';
import { readMidi } from '../../../../../support/read-midi.ts';

describe('pedal', () => {
  const offsets = (score: Score): string[] =>
    score.notes.map((n) => `${n.pitchMidi} ${n.keyUpSec}..${n.offsetSec}`);

  it('[M5] holds a note until the pedal lifts, or until its pitch is struck again', () => {
    const score = readMidi(
      midiFile({}, [
        on(0, 60),
        pedal(240, 127),
        off(240, 60),
        on(0, 62),
        off(240, 62),
        on(240, 62),
        off(240, 62),
        pedal(480, 0),
      ]),
    );
    expect(offsets(score)).toEqual(['60 0.5..1.75', '62 0.75..1', '62 1.25..1.75']);
  });

  it('[M5] counts a half-pedal of 64 as down and 63 as up', () => {
    expect(offsets(readMidi(midiFile({}, [on(0, 60), pedal(1, 64), off(479, 60), pedal(480, 0)])))).toEqual([
      '60 0.5..1',
    ]);
    expect(offsets(readMidi(midiFile({}, [on(0, 60), pedal(1, 63), off(479, 60), pedal(480, 0)])))).toEqual([
      '60 0.5..0.5',
    ]);
  });

  it('[M5] lets go at the tick where the pedal is changed with the harmony', () => {
    const score = readMidi(
      midiFile({}, [
        pedal(0, 127),
        on(0, 60),
        off(480, 60),
        pedal(0, 0),
        pedal(0, 127),
        on(0, 62),
        off(240, 62),
        pedal(240, 0),
      ]),
    );
    expect(offsets(score)).toEqual(['60 0.5..0.5', '62 0.75..1']);
  });

  it('[M5] applies the pedal of one hand to both hands of a piano, and says so', () => {
    const right = [on(0, 72), off(480, 72)];
    const left = [on(0, 48, 1), pedal(240, 127, 1), off(240, 48, 1), pedal(480, 0, 1)];
    const score = readMidi(midiFile({}, right, left));
    expect(score.notes.map((n) => n.offsetSec)).toEqual([1, 1]);
    expect(score.repairs.join()).toMatch(/pedal of "Acoustic grand piano".*all its channels/);
  });

  it('[M5] does not apply it to other instruments, nor between two pianos that have their own', () => {
    const violin = [program(0, 40), on(0, 72), off(480, 72)];
    const piano = [on(0, 48, 1), pedal(240, 127, 1), off(240, 48, 1), pedal(480, 0, 1)];
    expect(readMidi(midiFile({}, violin, piano)).notes.map((n) => n.offsetSec)).toEqual([1, 0.5]);
    const second = [on(0, 72), pedal(240, 127), off(240, 72), pedal(960, 0)];
    expect(readMidi(midiFile({}, second, piano)).notes.map((n) => n.offsetSec)).toEqual([1, 1.5]);
  });

  it('[M5] ends what a pedal never lets go with the last key', () => {
    const score = readMidi(midiFile({}, [pedal(0, 127), on(0, 60), off(480, 60), on(0, 62), off(480, 62)]));
    expect(score.notes.map((n) => n.offsetSec)).toEqual([1, 1]);
    expect(score.repairs.join()).toMatch(/2 notes were held by a pedal that never lifts/);
  });

  it('[M10] is kept as written, for every channel whose notes it holds', () => {
    const right = [on(0, 72), off(480, 72)];
    const left = [on(0, 48, 1), pedal(240, 90, 1), off(240, 48, 1), pedal(480, 0, 1)];
    expect(readMidi(midiFile({}, right, left)).pedals).toEqual([
      { channel: 0, tick: 240, value: 90 },
      { channel: 0, tick: 960, value: 0 },
      { channel: 1, tick: 240, value: 90 },
      { channel: 1, tick: 960, value: 0 },
    ]);
  });
});
