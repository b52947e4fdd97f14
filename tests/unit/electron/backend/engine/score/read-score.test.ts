import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScore, readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import type { Score } from '../../../../../../shared/music/score.ts';
import {
  midiFile,
  off,
  on,
  pedal,
  program,
  tempo,
  trackChunk,
  trackName,
} from '../../../../../support/midi-file-bytes.ts';
import type { TimedEvent } from '../../../../../support/midi-file-bytes.ts';

const { Midi } = createRequire(import.meta.url)('@tonejs/midi') as typeof import('@tonejs/midi');

function read(bytes: Uint8Array): Score {
  const result = parseScore(bytes, 'piece.mid');
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function failure(bytes: Uint8Array): string {
  const result = parseScore(bytes, 'piece.mid');
  if (result.ok) throw new Error('expected a failure');
  return `${result.error.code}: ${result.error.message}`;
}

/** pitch onset..keyUp, in ticks */
function spans(score: Score): string[] {
  return score.notes.map((n) => `${n.pitchMidi} ${n.onsetTick}..${n.keyUpTick}`);
}

describe('tracks and channels', () => {
  it('[M2] keeps the own tracks of a type 1 file, those without notes too', () => {
    const score = read(
      midiFile(
        {},
        [trackName('Conductor'), tempo(0, 1_000_000)],
        [trackName('Flöte'), on(0, 72), off(480, 72)],
        [on(480, 60, 1), off(480, 60, 1)],
      ),
    );
    expect(score.tracks).toEqual([
      { index: 0, name: 'Conductor', noteCount: 0 },
      { index: 1, name: 'Flöte', noteCount: 1 },
      { index: 2, name: 'Track 3', noteCount: 1 },
    ]);
    expect(score.notes.map((n) => [n.id, n.track, n.channel])).toEqual([
      ['t2n1', 1, 0],
      ['t3n1', 2, 1],
    ]);
    expect(score.notes[1]).toMatchObject({ onsetSec: 1, keyUpSec: 2, offsetSec: 2, velocity: 80 });
    expect(score.durationSec).toBe(2);
    expect(score.repairs).toEqual([]);
  });

  it('[M2] makes one track per channel of a type 0 file', () => {
    const score = read(
      midiFile({ format: 0 }, [
        program(0, 40, 2),
        program(0, 0, 1),
        on(0, 60, 2),
        on(0, 48, 1),
        off(480, 60, 2),
        off(0, 48, 1),
      ]),
    );
    expect(score.tracks.map((t) => t.name)).toEqual([
      'Acoustic grand piano (channel 2)',
      'Violin (channel 3)',
    ]);
    expect(score.notes.map((n) => [n.id, n.channel, n.program])).toEqual([
      ['t1n1', 1, 0],
      ['t2n1', 2, 40],
    ]);
  });

  it('[M2] loses no note to a program change, in the middle of a note either', () => {
    const score = read(
      midiFile({}, [
        program(0, 40),
        on(0, 60),
        program(240, 45),
        off(240, 60),
        on(0, 62),
        off(480, 62),
        program(0, 40),
        on(0, 64),
        off(480, 64),
      ]),
    );
    expect(score.tracks).toHaveLength(1);
    expect(score.notes.map((n) => [n.pitchMidi, n.program, n.keyUpTick])).toEqual([
      [60, 40, 480],
      [62, 45, 960],
      [64, 40, 1440],
    ]);
  });

  it('[M2] applies a program change to its channel in every track', () => {
    const score = read(
      midiFile(
        {},
        [program(0, 6), on(0, 72), off(480, 72)],
        [on(0, 48), off(480, 48)],
        [on(0, 48, 1), off(480, 48, 1)],
      ),
    );
    expect(score.notes.map((n) => [n.track, n.program])).toEqual([
      [1, 6],
      [2, 0],
      [0, 6],
    ]);
  });

  it('[M2] tells the same channel of two ports apart', () => {
    const port = (number: number): TimedEvent => [0, 0xff, 0x21, 1, number];
    const score = read(
      midiFile(
        {},
        [port(0), program(0, 40), on(0, 60), off(9, 60)],
        [port(1), program(0, 73), on(0, 62), off(9, 62)],
      ),
    );
    expect(score.notes.map((n) => n.program)).toEqual([40, 73]);
  });
});

describe('notes that need care', () => {
  it('[M3] ends a note that is struck again, and holds the new one until all is released', () => {
    const score = read(
      midiFile({}, [on(0, 60), on(240, 60), off(240, 60), off(240, 60), on(0, 60), off(240, 60)]),
    );
    expect(spans(score)).toEqual(['60 0..240', '60 240..720', '60 720..960']);
    expect(score.repairs.join()).toMatch(/1 note was struck again/);
  });

  it('[M3] keeps repeated notes apart whichever of release and strike the file puts first', () => {
    expect(spans(read(midiFile({}, [on(0, 60), on(480, 60), off(0, 60), off(480, 60)])))).toEqual([
      '60 0..480',
      '60 480..960',
    ]);
  });

  it('[M3] merges doubled notes and keeps the longer', () => {
    const score = read(midiFile({}, [on(0, 60, 0, 50), on(0, 60, 0, 90), off(240, 60), off(240, 60)]));
    expect(spans(score)).toEqual(['60 0..480']);
    expect(score.notes[0]?.velocity).toBe(90);
    expect(score.repairs.join()).toMatch(/1 note was doubled/);
  });

  it('[M3] gives a note without length a short one, up to the next strike', () => {
    const score = read(
      midiFile({}, [on(0, 60), off(0, 60), on(10, 60), off(470, 60), on(0, 62), off(0, 62)]),
    );
    expect(spans(score)).toEqual(['60 0..10', '60 10..480', '62 480..510']);
    expect(score.repairs.join()).toMatch(/2 notes had no length/);
  });

  it('[M3] ends notes that are never released, without harm to later ones', () => {
    const score = read(
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
    expect(spans(score)).toEqual(['60 0..480', '64 0..1920', '60 480..720', '60 960..1200']);
    expect(score.repairs.join()).toMatch(/1 note was never released/);
  });

  it('[M3] takes all-notes-off as the release of what hangs', () => {
    const score = read(midiFile({}, [on(0, 60), [480, 0xb0, 123, 0], on(480, 62), off(480, 62)]));
    expect(spans(score)).toEqual(['60 0..480', '62 960..1440']);
  });

  it('[M3] reads running status and releases written as strikes of velocity 0', () => {
    const score = read(midiFile({}, [on(0, 60), [480, 60, 0], [0, 62, 70], [480, 62, 0]]));
    expect(spans(score)).toEqual(['60 0..480', '62 480..960']);
  });

  it('[M6] leaves percussion out and says so', () => {
    const score = read(midiFile({}, [on(0, 60), on(0, 36, 9), off(480, 60), off(0, 36, 9)]));
    expect(spans(score)).toEqual(['60 0..480']);
    expect(score.repairs.join()).toMatch(/1 note on channel 10/);
    expect(failure(midiFile({}, [on(0, 36, 9), off(480, 36, 9)]))).toMatch(/score-empty: .*only percussion/);
  });

  it('[M6] says when there are no notes at all', () => {
    expect(failure(midiFile({}, [tempo(0, 500_000)]))).toBe('score-empty: "piece.mid" has no notes.');
  });
});

describe('pedal', () => {
  const offsets = (score: Score): string[] =>
    score.notes.map((n) => `${n.pitchMidi} ${n.keyUpSec}..${n.offsetSec}`);

  it('[M5] holds a note until the pedal lifts, or until its pitch is struck again', () => {
    const score = read(
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
    expect(offsets(read(midiFile({}, [on(0, 60), pedal(1, 64), off(479, 60), pedal(480, 0)])))).toEqual([
      '60 0.5..1',
    ]);
    expect(offsets(read(midiFile({}, [on(0, 60), pedal(1, 63), off(479, 60), pedal(480, 0)])))).toEqual([
      '60 0.5..0.5',
    ]);
  });

  it('[M5] lets go at the tick where the pedal is changed with the harmony', () => {
    const score = read(
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
    const score = read(midiFile({}, right, left));
    expect(score.notes.map((n) => n.offsetSec)).toEqual([1, 1]);
    expect(score.repairs.join()).toMatch(/pedal of "Acoustic grand piano".*all its channels/);
  });

  it('[M5] does not apply it to other instruments, nor between two pianos that have their own', () => {
    const violin = [program(0, 40), on(0, 72), off(480, 72)];
    const piano = [on(0, 48, 1), pedal(240, 127, 1), off(240, 48, 1), pedal(480, 0, 1)];
    expect(read(midiFile({}, violin, piano)).notes.map((n) => n.offsetSec)).toEqual([1, 0.5]);
    const second = [on(0, 72), pedal(240, 127), off(240, 72), pedal(960, 0)];
    expect(read(midiFile({}, second, piano)).notes.map((n) => n.offsetSec)).toEqual([1, 1.5]);
  });

  it('[M5] ends what a pedal never lets go with the last key', () => {
    const score = read(midiFile({}, [pedal(0, 127), on(0, 60), off(480, 60), on(0, 62), off(480, 62)]));
    expect(score.notes.map((n) => n.offsetSec)).toEqual([1, 1]);
    expect(score.repairs.join()).toMatch(/2 notes were held by a pedal that never lifts/);
  });
});

describe('times', () => {
  it('[M4] takes tempo changes from any track and 120 before the first', () => {
    const score = read(
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
    const score = read(midiFile({}, [tempo(0, 0), on(0, 60), off(480, 60)]));
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
    const score = read(bytes);
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
    const score = read(midiFile({}, signatures, [on(0, 60), off(480, 60)]));
    expect(score.keySignatures).toEqual([{ tick: 0, fifths: -3, minor: true }]);
    expect(score.timeSignatures).toEqual([{ tick: 0, numerator: 6, denominator: 8 }]);
  });
});

describe('files that are not as they should be', () => {
  const good = midiFile({}, [trackName('a'), on(0, 60), off(480, 60)], [on(0, 62), off(480, 62)]);

  it('[M7] refuses film time, type 2 and unknown types, and says why', () => {
    expect(failure(midiFile({ division: 0xe728 }, [on(0, 60), off(9, 60)]))).toMatch(
      /score-format: .*SMPTE, 25 a second/,
    );
    expect(failure(midiFile({ format: 2 }, [on(0, 60), off(9, 60)]))).toMatch(/score-format: .*type 2/);
    expect(failure(midiFile({ format: 7 }, [on(0, 60), off(9, 60)]))).toMatch(/score-format: .*type 7/);
    expect(failure(midiFile({ division: 0 }, [on(0, 60), off(9, 60)]))).toMatch(/score-format: .*0 ticks/);
  });

  it('[M7] refuses a file that breaks off anywhere, naming the place', () => {
    for (let length = 0; length < good.length; length += 1) {
      expect(failure(good.slice(0, length))).toMatch(/^score-format: "piece.mid" /);
    }
    expect(failure(midiFile({ tracks: 3 }, [on(0, 60), off(9, 60)]))).toMatch(/1 of 3 tracks/);
    expect(failure(new TextEncoder().encode('not music at all'))).toMatch(/does not begin as a MIDI file/);
  });

  it('[M7] skips what it does not know: foreign chunks, odd meta events, long texts, a tail', () => {
    const odd: TimedEvent[] = [
      [0, 0xff, 0x51, 1, 7],
      [0, 0xff, 0x58, 3, 4, 2, 24],
      [0, 0xff, 0x7f, 2, 1, 2],
      [0, 0xff, 0x4b, 1, 9],
      [0, 0xf0, 3, 1, 2, 0xf7],
      [0, 0xff, 1, 0x84, 0x90, 0x00, ...new Array<number>(4 * 16384 + 16 * 128).fill(65)],
    ];
    const file = midiFile({ tracks: 1 });
    const foreign = [0x58, 0x46, 0x49, 0x48, 0, 0, 0, 2, 1, 2];
    const bytes = Uint8Array.from([
      ...file,
      ...foreign,
      ...trackChunk([...odd, on(0, 60), off(480, 60)]),
      1,
      2,
      3,
    ]);
    const score = read(bytes);
    expect(spans(score)).toEqual(['60 0..480']);
    expect(score.repairs).toEqual(['3 bytes after the last track ignored.']);
  });

  it('[M7] refuses times that no score has', () => {
    const bomb = new Array<TimedEvent>(40).fill([0x0fff_ffff, 0xff, 1, 0]);
    expect(failure(midiFile({}, [...bomb, on(0, 60), off(9, 60)]))).toMatch(
      /score-format: .*far beyond any score/,
    );
    expect(failure(midiFile({ division: 1 }, [on(0, 60), off(0x0ff0_0000, 60)]))).toMatch(
      /would last \d+ hours/,
    );
  });

  it('[M7] names a file that is missing or a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'divisi-score-'));
    const path = join(folder, 'x.mid');
    expect(await readScore(path)).toMatchObject({ ok: false, error: { code: 'file-missing' } });
    expect(await readScore(folder)).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
    await writeFile(path, good);
    expect(await readScore(path)).toMatchObject({ ok: true });
    await rm(folder, { recursive: true });
  });
});

describe('size', () => {
  it('[M8] reads 20,000 notes in well under 2 s, however they lie', () => {
    const melody: TimedEvent[] = [];
    const stuck: TimedEvent[] = [];
    const orphans: TimedEvent[] = [];
    for (let i = 0; i < 20_000; i += 1) {
      melody.push(on(3, 30 + (i % 60)), off(200, 30 + (i % 60)));
      stuck.push(on(5, 30 + (i % 60)));
      orphans.push(off(1, i % 128), on(1, i % 100), off(3, i % 100));
    }
    for (const events of [melody, stuck, orphans]) {
      const bytes = midiFile({}, events);
      const start = performance.now();
      expect(read(bytes).notes).toHaveLength(20_000);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});
