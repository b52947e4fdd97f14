import { describe, expect, it } from 'vitest';
import { parseScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import {
  midiFile,
  off,
  on,
  pedal,
  program,
  tempo,
  trackName,
} from '../../../../../support/midi-file-bytes.ts';
import type { TimedEvent } from '../../../../../support/midi-file-bytes.ts';
import { cpuMs } from '../../../../../support/cpu-ms.ts';

/** A small generator of its own, so that a failing case can be named by its number. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function originals(): Uint8Array[] {
  const right: TimedEvent[] = [trackName('right'), program(0, 0), tempo(0, 400_000)];
  const left: TimedEvent[] = [trackName('left'), program(0, 0, 1)];
  for (let i = 0; i < 24; i += 1) {
    right.push(on(i % 5, 60 + (i % 12)), pedal(3, i % 2 === 0 ? 127 : 0), off(100, 60 + (i % 12)));
    left.push(on(0, 40 + (i % 7), 1), [60, 40 + (i % 7), 0], [1, 0xf0, 2, 1, 0xf7]);
  }
  return [midiFile({}, [tempo(0, 500_000)], right, left), midiFile({ format: 0 }, [...right, ...left])];
}

function mutate(original: Uint8Array, pick: (below: number) => number): Uint8Array {
  let bytes = original.slice();
  for (let count = 1 + pick(4); count > 0; count -= 1) {
    const at = pick(Math.max(1, bytes.length));
    switch (pick(7)) {
      case 0:
        bytes[at] = pick(256);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3: // A huge delta time, or a huge length.
        bytes.set([0xff, 0xff, 0xff, 0x7f].slice(0, Math.max(0, bytes.length - at)), at);
        break;
      case 4: // A number without an end.
        bytes.fill(0xff, at, Math.min(bytes.length, at + 12));
        break;
      case 5: // A piece twice.
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - pick(40)))]);
        break;
      default: // Another length in a chunk's head.
        bytes[(pick(2) === 0 ? 10 : 18) + pick(4)] = pick(256);
    }
  }
  return bytes;
}

describe('mutated files', () => {
  it('[M9] 6,000 mutations each give a sound score or a typed error, quickly', () => {
    const files = originals();
    const start = cpuMs();
    const outcomes = new Map<string, number>();
    let slowest = 0;
    for (let seed = 0; seed < 6000; seed += 1) {
      const bytes = mutate(files[seed % files.length] ?? new Uint8Array(), random(seed));
      const before = cpuMs();
      const result = parseScore(bytes, 'x.mid');
      slowest = Math.max(slowest, cpuMs() - before);
      const outcome = result.ok ? 'ok' : result.error.code;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (!result.ok) {
        expect(['score-format', 'score-empty']).toContain(result.error.code);
        expect(result.error.message).toMatch(/^"x.mid" .+\.$/);
        continue;
      }
      expect(result.value.durationSec).toBeLessThanOrEqual(86_400);
      for (const note of result.value.notes) {
        const { onsetSec, keyUpSec, offsetSec, onsetTick, keyUpTick } = note;
        const sound =
          onsetTick >= 0 && keyUpTick > onsetTick && onsetSec <= keyUpSec && keyUpSec <= offsetSec;
        if (!sound || !Number.isFinite(offsetSec)) throw new Error(`seed ${seed}: ${JSON.stringify(note)}`);
      }
    }
    expect(outcomes.get('ok') ?? 0).toBeGreaterThan(300);
    expect(outcomes.get('score-format') ?? 0).toBeGreaterThan(300);
    expect(slowest).toBeLessThan(1000);
    expect(cpuMs() - start).toBeLessThan(25_000);
  });

  it('[M9] bombs stay small: silent channels, a program for every note, thousands of tracks', () => {
    const silence: TimedEvent[] = [];
    const programs: TimedEvent[] = [];
    for (let i = 0; i < 60_000; i += 1) {
      silence.push([1, 0xb0, 123, 0]);
      programs.push(program(0, i % 128, i % 9), on(1, i % 128, i % 9));
    }
    const tracks = Array.from({ length: 3000 }, (_, i) => [on(0, i % 128), [1, 0xb0, 123, 0] as const]);
    for (const bytes of [midiFile({}, silence, programs), midiFile({}, ...tracks)]) {
      const start = cpuMs();
      parseScore(bytes, 'x.mid');
      expect(cpuMs() - start).toBeLessThan(5000);
    }
  });
});
