import { describe, expect, it } from 'vitest';
import { reaperProject } from '../../../../shared/export/reaper-project.ts';
import { sessionLayout } from '../../../support/session-layout.ts';

const layout = sessionLayout();
const lines = reaperProject(layout, new Date('2026-01-02T03:04:05Z')).split('\n');
const starting = (text: string): string[] =>
  lines.map((line) => line.trim()).filter((line) => line.startsWith(text));

describe('a Reaper project', () => {
  it('[EX32] has balanced blocks, with every stem as an item of its whole length', () => {
    let depth = 0;
    for (const line of lines.map((text) => text.trim())) {
      if (line.startsWith('<')) depth++;
      else if (line === '>') depth--;
      expect(depth).toBeGreaterThanOrEqual(line === '' || line === '>' ? 0 : 1);
    }
    expect(depth).toBe(0);
    expect(starting('<TRACK')).toHaveLength(5);
    expect(starting('LENGTH').slice(0, 3)).toEqual(['LENGTH 10', 'LENGTH 10', 'LENGTH 10']);
  });

  it('[EX32] names media relative to itself, and quotes any name', () => {
    expect(starting('FILE')).toEqual(layout.tracks.map(({ media }) => `FILE "${media}"`));
    const [first, ...others] = layout.tracks;
    const named = (name: string): string =>
      reaperProject(sessionLayout({ tracks: [{ ...first!, name }, ...others] }), new Date(0));
    expect(named('the "one"')).toContain(`NAME 'the "one"'`);
    expect(named('it\'s "one" `')).toContain('NAME `it\'s "one" \'`');
  });

  it('[EX33] holds time base, tempo points in seconds with metre, markers, loop, colours and faders', () => {
    expect(starting('TIMELOCKMODE')).toEqual(['TIMELOCKMODE 0']);
    const points = starting('PT').map((line) => line.split(' ').slice(1).map(Number));
    layout.timeline.tempo.changes.forEach(({ sec, microsPerQuarter }, index) => {
      expect(points[index]![0]).toBeCloseTo(sec, 9);
      expect(points[index]![1]).toBeCloseTo(6e7 / microsPerQuarter, 6);
      expect(points[index]![2]).toBe(1);
    });
    expect(points[0]![3]).toBe(4 * 65_536 + 4);
    expect(starting('MARKER')).toEqual([`MARKER 1 3 'A & "B"' 0`, 'MARKER 2 2 "Loop" 1', 'MARKER 2 4 "" 1']);
    expect(starting('PEAKCOL')[0]).toBe(`PEAKCOL ${0x1000000 + 0xb2 * 65_536 + 0x72 * 256}`);
    expect(starting('VOLPAN')[0]).toBe('VOLPAN 0.501187234 -0.5 -1 -1 1');
    expect(starting('MUTESOLO').slice(0, 2)).toEqual(['MUTESOLO 0 1 0', 'MUTESOLO 1 0 0']);
  });

  it('[EX33] MIDI items add up to the ticks of the timeline', () => {
    const { ticksPerQuarter } = layout.timeline;
    expect(starting('HASDATA')[0]).toBe(`HASDATA 1 ${ticksPerQuarter} QN`);
    const from = lines.findIndex((line) => line.includes('<SOURCE MIDI'));
    const to = lines.findIndex((line, index) => index > from && line.trim() === '>');
    const events = lines.slice(from + 2, to).map((line) => line.trim().split(' '));
    const first = events.find(([, , status]) => status === '90');
    expect(Number(first![1])).toBe(4 * ticksPerQuarter);
    expect(events.reduce((sum, [, delta]) => sum + Number(delta), 0)).toBe(19 * ticksPerQuarter);
  });

  it('[EX18] the pedal is among the events of its notes', () => {
    const pedals = [{ channel: 0, tick: 4 * layout.timeline.ticksPerQuarter, value: 127 }];
    const tracks = layout.tracks.map((track, i) => (i === 0 ? { ...track, pedals } : track));
    const text = reaperProject(sessionLayout({ tracks }), new Date(0));
    expect(text).toContain(`E ${pedals[0]!.tick} b0 40 7f\n        E 0 90`);
  });
});
