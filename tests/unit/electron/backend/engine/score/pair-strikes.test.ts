import { describe, expect, it } from 'vitest';
import { midiFile, off, on, tempo } from '../../../../../support/midi-file-bytes.ts';
import { midiFailure, noteSpans, readMidi } from '../../../../../support/read-midi.ts';

describe('notes that need care', () => {
  it('[M3] ends a note that is struck again, and holds the new one until all is released', () => {
    const score = readMidi(
      midiFile({}, [on(0, 60), on(240, 60), off(240, 60), off(240, 60), on(0, 60), off(240, 60)]),
    );
    expect(noteSpans(score)).toEqual(['60 0..240', '60 240..720', '60 720..960']);
    expect(score.repairs.join()).toMatch(/1 note was struck again/);
  });

  it('[M3] keeps repeated notes apart whichever of release and strike the file puts first', () => {
    expect(noteSpans(readMidi(midiFile({}, [on(0, 60), on(480, 60), off(0, 60), off(480, 60)])))).toEqual([
      '60 0..480',
      '60 480..960',
    ]);
  });

  it('[M3] merges doubled notes and keeps the longer', () => {
    const score = readMidi(midiFile({}, [on(0, 60, 0, 50), on(0, 60, 0, 90), off(240, 60), off(240, 60)]));
    expect(noteSpans(score)).toEqual(['60 0..480']);
    expect(score.notes[0]?.velocity).toBe(90);
    expect(score.repairs.join()).toMatch(/1 note was doubled/);
  });

  it('[M3] gives a note without length a short one, up to the next strike', () => {
    const score = readMidi(
      midiFile({}, [on(0, 60), off(0, 60), on(10, 60), off(470, 60), on(0, 62), off(0, 62)]),
    );
    expect(noteSpans(score)).toEqual(['60 0..10', '60 10..480', '62 480..510']);
    expect(score.repairs.join()).toMatch(/2 notes had no length/);
  });

  it('[M3] ends notes that are never released, without harm to later ones', () => {
    const score = readMidi(
      midiFile({}, [
        on(0, 60),
        on(0, 64),
        on(480, 60),
        off(240, 60),
        on(240, 60),
        off(240, 60),
        [720, 0xff, 1, 0],
      ]),
    );
    expect(noteSpans(score)).toEqual(['60 0..480', '64 0..1920', '60 480..720', '60 960..1200']);
    expect(score.repairs.join()).toMatch(/1 note was never released/);
  });

  it('[M3] takes all-notes-off as the release of what hangs', () => {
    const score = readMidi(midiFile({}, [on(0, 60), [480, 0xb0, 123, 0], on(480, 62), off(480, 62)]));
    expect(noteSpans(score)).toEqual(['60 0..480', '62 960..1440']);
  });

  it('[M3] reads running status and releases written as strikes of velocity 0', () => {
    const score = readMidi(midiFile({}, [on(0, 60), [480, 60, 0], [0, 62, 70], [480, 62, 0]]));
    expect(noteSpans(score)).toEqual(['60 0..480', '62 480..960']);
  });

  it('[M6] leaves percussion out and says so', () => {
    const score = readMidi(midiFile({}, [on(0, 60), on(0, 36, 9), off(480, 60), off(0, 36, 9)]));
    expect(noteSpans(score)).toEqual(['60 0..480']);
    expect(score.repairs.join()).toMatch(/1 note on channel 10/);
    expect(midiFailure(midiFile({}, [on(0, 36, 9), off(480, 36, 9)]))).toMatch(
      /score-empty: .*only percussion/,
    );
  });

  it('[M6] says when there are no notes at all', () => {
    expect(midiFailure(midiFile({}, [tempo(0, 500_000)]))).toBe('score-empty: "piece.mid" has no notes.');
  });
});
