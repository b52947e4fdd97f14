import { describe, expect, it } from 'vitest';
import { parseGroupFile } from '../../../../../shared/music/groups/parse-group-file.ts';

function fault(json: unknown): string {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const result = parseGroupFile(text, 'g.json');
  return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
}

const group = (select: unknown, name: unknown = 'a'): unknown => ({ groups: [{ name, select }] });

describe('parseGroupFile', () => {
  it('[G6] accepts every way of writing a selection', () => {
    const json = group([
      { tracks: [1, ' Violin '], channels: [16], instruments: ['violin', 128] },
      {
        pitches: [[60, 72], ['C4', 'Bb5'], 'C-1-B5', 'f#3..a4', 64, 'E4'],
        timesSec: [[0, 12.5]],
        notes: ['t1n5'],
      },
    ]);
    const result = parseGroupFile(`\uFEFF${JSON.stringify(json)}`, 'g.json');
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.groups[0]?.select[0]?.tracks).toEqual([1, 'Violin']);
    expect(result.value.groups[0]?.select[1]?.pitches).toEqual([
      { lowMidi: 60, highMidi: 72 },
      { lowMidi: 60, highMidi: 82 },
      { lowMidi: 0, highMidi: 83 },
      { lowMidi: 54, highMidi: 69 },
      { lowMidi: 64, highMidi: 64 },
      { lowMidi: 64, highMidi: 64 },
    ]);
  });

  it.each([
    ['{', /bad-usage: "g.json" is not valid JSON/],
    [[], /the file: expected an object with groups, got \[\]/],
    [{}, /groups: expected a list with at least one entry, got nothing/],
    [{ groups: [] }, /groups: expected a list/],
    [{ groups: [1], more: 1 }, /the file: "more" is not a known field/],
    [group([{}]), /groups\[0\]\.select\[0\]: expected at least one of tracks/],
    [group([{ trakcs: [1] }]), /groups\[0\]\.select\[0\]: "trakcs" is not a known field \(known: tracks/],
    [
      group([{ tracks: [0] }]),
      /groups\[0\]\.select\[0\]\.tracks\[0\]: expected a track number or name .* got 0/,
    ],
    [group([{ tracks: 1 }]), /select\[0\]\.tracks: expected a list/],
    [group([{ channels: [17] }]), /channels\[0\]: expected a channel from 1 to 16, got 17/],
    [group([{ instruments: [0] }]), /instruments\[0\]: expected a General MIDI number/],
    [group([{ pitches: ['H4'] }]), /pitches\[0\]: expected a pitch, or a range such as .* got "H4"/],
    [group([{ pitches: [[60, 72, 80]] }]), /pitches\[0\]: expected a pitch/],
    [group([{ pitches: [[72, 60]] }]), /pitches\[0\]: the range \[72,60\] is upside down/],
    [group([{ timesSec: [[2, 1]] }]), /timesSec\[0\]: the range \[2,1\] is empty/],
    [group([{ timesSec: [['0', 1]] }]), /timesSec\[0\]: expected \[start, end\] in seconds/],
    [group([{ notes: ['5'] }]), /notes\[0\]: expected a note id/],
    [group([{ tracks: [1] }], ''), /groups\[0\]\.name: expected a name, got ""/],
    [group([{ tracks: [1] }], 'Residual'), /groups\[0\]\.name: "Residual" is reserved/],
    [
      { groups: [1, 2].map(() => ({ name: 'a', select: [{ tracks: [1] }] })) },
      /groups\[1\]\.name: "a" is used twice/,
    ],
  ])('[G6] says what is wrong with %j and where', (json, message) => {
    expect(fault(json)).toMatch(message);
  });
});
