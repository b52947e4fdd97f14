import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { dawTimeline } from '../../../../shared/export/daw-timeline.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { midiFile } from '../../../../shared/export/midi-files.ts';
import { exportSession, swayingWarp } from '../../../support/export-fixture.ts';

const { Midi } = createRequire(import.meta.url)('@tonejs/midi') as typeof import('@tonejs/midi');

let session: ExportSession;

beforeAll(() => {
  session = exportSession();
});

function read(
  placement: 'score' | 'performed',
  own = session,
  span = { fromSec: 0, toSec: 10 },
): InstanceType<typeof Midi> {
  return new Midi(midiFile(own, dawTimeline(own, span), own.tracks, placement));
}

describe('MIDI files of an export', () => {
  it('[EX14] another library reads one track per group, and every note within a millisecond of the performance', () => {
    const midi = read('score');
    expect(midi.tracks.map(({ name }) => name)).toEqual(['Melody', 'Bass']);
    const heard = midi.tracks.flatMap(({ notes }) => notes.map(({ time }) => time)).sort((a, b) => a - b);
    expect(heard).toHaveLength(16);
    heard.forEach((time, quarter) => expect(Math.abs(time - swayingWarp[quarter]![1])).toBeLessThan(1e-3));
  });

  it('[EX14] the same library reads tempo, metre, key and markers', () => {
    const { header } = read('score');
    expect(header.timeSignatures.map(({ ticks, timeSignature }) => [ticks, ...timeSignature])).toEqual([
      [0, 4, 4],
    ]);
    expect(header.keySignatures[0]).toMatchObject({ key: 'Eb', scale: 'minor' });
    expect(header.tempos.length).toBeGreaterThan(10);
    const markers = header.meta.filter(({ type }) => type === 'marker');
    expect(markers.map(({ text, ticks }) => [text, Math.round(header.ticksToSeconds(ticks) * 1000)])).toEqual(
      [
        ['Loop start', 2000],
        ['A & "B"', 3000],
        ['Loop end', 4000],
      ],
    );
  });

  it('[EX15] notes as performed lie within a sample of where they sound, whatever the score says', () => {
    const moved: ExportSession = {
      ...session,
      notes: session.notes.map((note, i) => ({
        ...note,
        onsetSec: note.onsetSec + 0.017 * Math.sin(3 * i),
        score: i === 5 ? null : note.score,
      })),
    };
    const midi = read('performed', moved);
    const heard = midi.tracks.flatMap(({ notes }) => notes.map(({ time }) => time)).sort((a, b) => a - b);
    const wanted = moved.notes.map(({ onsetSec }) => onsetSec).sort((a, b) => a - b);
    heard.forEach((time, i) => expect(Math.abs(time - wanted[i]!)).toBeLessThan(1 / 44_100));
  });

  it('[EX15] a note that a person drew lies in the score where it sounds', () => {
    const drawn = { ...session.notes[4]!, score: null, onsetSec: 3.333, offsetSec: 3.5 };
    const own: ExportSession = { ...session, notes: [...session.notes.slice(0, 4), drawn] };
    const times = read('score', own).tracks.flatMap(({ notes }) => notes.map(({ time }) => time));
    expect(times.some((time) => Math.abs(time - 3.333) < 1e-3)).toBe(true);
  });

  it('[EX16] keys are never struck while they are down, and none is left out', () => {
    const [first] = session.notes;
    const twice: ExportSession = {
      ...session,
      notes: [
        { ...first!, offsetSec: 3 },
        { ...first!, visit: 2, onsetSec: 1.5, offsetSec: 2 },
        { ...first!, visit: 3, onsetSec: 1.5, offsetSec: 2.5 },
      ],
    };
    const [track] = read('performed', twice).tracks;
    const spans = track!.notes.map(({ time, duration }) =>
      [time, time + duration].map((sec) => Math.round(sec * 100)),
    );
    expect(spans).toEqual([
      [73, 150],
      [150, 250],
    ]);
  });

  it('[EX17] a range begins at tick 0, without notes that began before it', () => {
    const midi = read('score', session, { fromSec: 4, toSec: 8 });
    const times = midi.tracks.flatMap(({ notes }) => notes.map(({ time }) => time)).sort((a, b) => a - b);
    const wanted = session.notes.map(({ onsetSec }) => onsetSec - 4).filter((sec) => sec >= 0 && sec < 4);
    expect(times).toHaveLength(wanted.length);
    times.forEach((time, i) => expect(Math.abs(time - wanted[i]!)).toBeLessThan(1e-3));
  });
});
