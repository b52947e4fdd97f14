import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import {
  midiFile,
  off,
  on,
  program,
  tempo,
  trackChunk,
  trackName,
} from '../../../../../support/midi-file-bytes.ts';
import type { TimedEvent } from '../../../../../support/midi-file-bytes.ts';
import { midiFailure, noteSpans, readMidi } from '../../../../../support/read-midi.ts';
import { cpuMs } from '../../../../../support/cpu-ms.ts';

describe('tracks and channels', () => {
  it('[M2] keeps the own tracks of a type 1 file, those without notes too', () => {
    const score = readMidi(
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
    const score = readMidi(
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
    const score = readMidi(
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
    const score = readMidi(
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
    const score = readMidi(
      midiFile(
        {},
        [port(0), program(0, 40), on(0, 60), off(9, 60)],
        [port(1), program(0, 73), on(0, 62), off(9, 62)],
      ),
    );
    expect(score.notes.map((n) => n.program)).toEqual([40, 73]);
  });
});

describe('files that are not as they should be', () => {
  const good = midiFile({}, [trackName('a'), on(0, 60), off(480, 60)], [on(0, 62), off(480, 62)]);

  it('[M7] refuses film time, type 2 and unknown types, and says why', () => {
    expect(midiFailure(midiFile({ division: 0xe728 }, [on(0, 60), off(9, 60)]))).toMatch(
      /score-format: .*SMPTE, 25 a second/,
    );
    expect(midiFailure(midiFile({ format: 2 }, [on(0, 60), off(9, 60)]))).toMatch(/score-format: .*type 2/);
    expect(midiFailure(midiFile({ format: 7 }, [on(0, 60), off(9, 60)]))).toMatch(/score-format: .*type 7/);
    expect(midiFailure(midiFile({ division: 0 }, [on(0, 60), off(9, 60)]))).toMatch(
      /score-format: .*0 ticks/,
    );
  });

  it('[M7] refuses a file that breaks off anywhere, naming the place', () => {
    for (let length = 0; length < good.length; length += 1) {
      expect(midiFailure(good.slice(0, length))).toMatch(/^score-format: "piece.mid" /);
    }
    expect(midiFailure(midiFile({ tracks: 3 }, [on(0, 60), off(9, 60)]))).toMatch(/1 of 3 tracks/);
    expect(midiFailure(new TextEncoder().encode('not music at all'))).toMatch(
      /does not begin as a MIDI file/,
    );
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
    const score = readMidi(bytes);
    expect(noteSpans(score)).toEqual(['60 0..480']);
    expect(score.repairs).toEqual(['3 bytes after the last track ignored.']);
  });

  it('[M7] refuses times that no score has', () => {
    const bomb = new Array<TimedEvent>(40).fill([0x0fff_ffff, 0xff, 1, 0]);
    expect(midiFailure(midiFile({}, [...bomb, on(0, 60), off(9, 60)]))).toMatch(
      /score-format: .*far beyond any score/,
    );
    expect(midiFailure(midiFile({ division: 1 }, [on(0, 60), off(0x0ff0_0000, 60)]))).toMatch(
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
      const start = cpuMs();
      expect(readMidi(bytes).notes).toHaveLength(20_000);
      expect(cpuMs() - start).toBeLessThan(2000);
    }
  });
});
