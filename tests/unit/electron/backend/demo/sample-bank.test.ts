import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SampleBank } from '../../../../../electron/backend/demo/sample-bank.ts';
import type { SampleLayer } from '../../../../../electron/backend/demo/sample-bank.ts';

const sound = new Uint8Array(readFileSync(new URL('../../../../fixtures/audio/stereo.ogg', import.meta.url)));

function layer(velocity: number): SampleLayer {
  return {
    velocity,
    files: new Map([
      [`C4v${velocity}.ogg`, sound],
      [`D#4v${velocity}.ogg`, sound],
    ]),
  };
}

describe('SampleBank', () => {
  it('[O5] an octave up is half as long; the nearest key is taken', async () => {
    const bank = new SampleBank([layer(64)], 44_100);
    const own = await bank.tone(60, 64, 60);
    const higher = await bank.tone(61, 64, 60);
    const octave = await bank.tone(63 + 12, 64, 60);
    expect(higher.channels[0].length).toBeLessThan(own.channels[0].length);
    expect(octave.channels[0].length / own.channels[0].length).toBeCloseTo(0.5, 2);
    expect(own.channels[1]).toHaveLength(own.channels[0].length);
  });

  it('[O5] louder velocities sound louder, and a layer at its own velocity is left as it is', async () => {
    const bank = new SampleBank([layer(80), layer(40)], 44_100);
    expect((await bank.tone(60, 40, 1)).gain).toBeCloseTo(1, 6);
    expect((await bank.tone(60, 100, 1)).gain).toBeGreaterThan((await bank.tone(60, 90, 1)).gain);
    expect(() => new SampleBank([], 44_100)).toThrow(/at least one layer/);
  });
});
