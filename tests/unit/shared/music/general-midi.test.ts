import { describe, expect, it } from 'vitest';
import { programFamily, programName, programsNamed } from '../../../../shared/music/general-midi.ts';

describe('General MIDI', () => {
  it('[G3] has 128 different names in 16 families of eight', () => {
    const all = Array.from({ length: 128 }, (_, program) => programName(program));
    expect(new Set(all).size).toBe(128);
    expect([programName(0), programName(40), programName(68), programName(127)]).toEqual([
      'Acoustic grand piano',
      'Violin',
      'Oboe',
      'Gunshot',
    ]);
    expect(programFamily(73)).toBe('Pipe');
    expect(() => programName(128)).toThrow('expected a program in [0, 127], got 128');
  });

  it('[G3] finds instruments and families by name', () => {
    expect(programsNamed('french-HORN')).toEqual([60]);
    expect(programsNamed('piano')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(programsNamed('kazoo')).toEqual([]);
  });
});
