import { describe, expect, it } from 'vitest';
import { parseGroupFile } from '../../../../../shared/music/groups/parse-group-file.ts';
import type { GroupSpec } from '../../../../../shared/music/groups/group-spec.ts';
import { resolveGroups } from '../../../../../shared/music/groups/resolve-groups.ts';
import type { ResolvedGroups } from '../../../../../shared/music/groups/resolve-groups.ts';
import type { Score, ScoreNote } from '../../../../../shared/music/score.ts';

type Brief = { track: number; pitch: number; at?: number; channel?: number; program?: number };

function scoreOf(trackNames: readonly string[], notes: readonly Brief[]): Score {
  const counts = trackNames.map(() => 0);
  const full = notes.map((n, index): ScoreNote => {
    counts[n.track] = (counts[n.track] ?? 0) + 1;
    const onsetSec = n.at ?? index;
    return {
      id: `t${n.track + 1}n${counts[n.track] ?? 0}`,
      track: n.track,
      channel: n.channel ?? n.track,
      program: n.program ?? 0,
      pitchMidi: n.pitch,
      onsetTick: onsetSec * 960,
      keyUpTick: onsetSec * 960 + 480,
      onsetSec,
      keyUpSec: onsetSec + 0.5,
      offsetSec: onsetSec + 0.5,
      velocity: 80,
    };
  });
  return {
    notes: full,
    tracks: trackNames.map((name, index) => ({ index, name, noteCount: counts[index] ?? 0 })),
    ticksPerQuarter: 480,
    tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }],
    timeSignatures: [],
    keySignatures: [],
    pedals: [],
    durationSec: 100,
    repairs: [],
  };
}

function resolved(score: Score, spec: GroupSpec): ResolvedGroups {
  const result = resolveGroups(score, spec);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function names(score: Score, spec: GroupSpec): string[] {
  return resolved(score, spec).groups.map((g) => `${g.name} ${g.noteIds.join(' ')}`);
}

function failure(score: Score, spec: GroupSpec): string {
  const result = resolveGroups(score, spec);
  return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
}

function fileSpec(...groups: readonly { name: string; select: readonly object[] }[]): GroupSpec {
  const file = parseGroupFile(JSON.stringify({ groups }), 'g.json');
  if (!file.ok) throw new Error(file.error.message);
  return { kind: 'file', file: file.value };
}

const trio = scoreOf(
  ['conductor', 'Violin', 'Piano', 'Piano'],
  [
    { track: 1, pitch: 76, program: 40 },
    { track: 2, pitch: 60 },
    { track: 3, pitch: 40, channel: 2 },
    { track: 1, pitch: 74, program: 45 },
  ],
);

describe('ready-made groups', () => {
  it('[G1] by tracks: only those with notes, in the order of the score, names unique', () => {
    expect(names(trio, { kind: 'tracks' })).toEqual(['Violin t2n1 t2n2', 'Piano t3n1', 'Piano 2 t4n1']);
  });

  it('[G1] by channels and by instruments', () => {
    expect(names(trio, { kind: 'channels' })).toEqual(['Channel 2 t2n1 t2n2', 'Channel 3 t3n1 t4n1']);
    expect(names(trio, { kind: 'instruments' })).toEqual([
      'Violin t2n1',
      'Pizzicato strings t2n2',
      'Acoustic grand piano t3n1 t4n1',
    ]);
  });

  it('[G2] hands: the track names say which is right, else the higher one is; right comes first', () => {
    const notes = [
      { track: 0, pitch: 40 },
      { track: 1, pitch: 70 },
    ];
    expect(names(scoreOf(['Piano', 'Piano'], notes), { kind: 'hands' })).toEqual(['right t2n1', 'left t1n1']);
    expect(names(scoreOf(['Right hand', 'Left hand'], notes), { kind: 'hands' })).toEqual([
      'right t1n1',
      'left t2n1',
    ]);
    expect(names(scoreOf(['R.H.', 'x'], notes), { kind: 'hands' })).toEqual(['right t1n1', 'left t2n1']);
    expect(names(scoreOf(['Bright', 'Cleft'], notes), { kind: 'hands' })).toEqual([
      'right t2n1',
      'left t1n1',
    ]);
  });

  it('[G2] hands by a split pitch: at or above it is right', () => {
    expect(names(trio, { kind: 'hands', splitPitch: 60 })).toEqual(['right t2n1 t3n1 t2n2', 'left t4n1']);
    expect(failure(trio, { kind: 'hands', splitPitch: 30 })).toMatch(/group-empty: --split-pitch 30 \(F#1\)/);
  });

  it('[G2] hands of anything but two tracks is refused with what to do', () => {
    expect(failure(trio, { kind: 'hands' })).toMatch(
      /group-unknown: .*3 \("Violin", "Piano", "Piano"\).*--split-pitch/,
    );
  });
});

describe('a selection file', () => {
  it('[G3] fields are AND-ed, entries and selections OR-ed, what is left over is rest', () => {
    const spec = fileSpec(
      { name: 'Low', select: [{ tracks: ['piano'], pitches: ['C2-B3'] }] },
      { name: 'Fiddle', select: [{ instruments: ['violin'] }, { notes: ['t2n2'] }] },
    );
    const { groups, warnings } = resolved(trio, spec);
    expect(groups).toEqual([
      { name: 'Low', kind: 'group', noteIds: ['t4n1'] },
      { name: 'Fiddle', kind: 'group', noteIds: ['t2n1', 't2n2'] },
      { name: 'rest', kind: 'rest', noteIds: ['t3n1'] },
    ]);
    expect(warnings).toEqual([]);
  });

  it('[G3] numbers count from 1 as people do; times take their start and leave their end', () => {
    expect(names(trio, fileSpec({ name: 'a', select: [{ tracks: [2] }] }))[0]).toBe('a t2n1 t2n2');
    expect(names(trio, fileSpec({ name: 'a', select: [{ channels: [2] }] }))[0]).toBe('a t2n1 t2n2');
    expect(names(trio, fileSpec({ name: 'a', select: [{ instruments: [41] }] }))[0]).toBe('a t2n1');
    expect(names(trio, fileSpec({ name: 'a', select: [{ timesSec: [[1, 3]] }] }))[0]).toBe('a t3n1 t4n1');
    expect(names(trio, fileSpec({ name: 'a', select: [{ pitches: [[40, 60], 'D5'] }] }))[0]).toBe(
      'a t3n1 t4n1 t2n2',
    );
  });

  it('[G4] the first group that claims a note keeps it, and the rest is told', () => {
    const all = { name: 'all', select: [{ pitches: ['C0-C8'] }] };
    const { groups, warnings } = resolved(
      trio,
      fileSpec({ name: 'v', select: [{ tracks: ['Violin'] }] }, all),
    );
    expect(groups.map((g) => g.noteIds.length)).toEqual([2, 2]);
    expect(warnings).toEqual(['2 notes of group "all" stay with the earlier groups that claim them too.']);
    expect(failure(trio, fileSpec(all, { name: 'v', select: [{ tracks: [2] }] }))).toMatch(
      /group-empty: Group "v" selects 2 notes, but earlier groups claim all of them/,
    );
  });

  it('[G5] what the score does not have is named, with what it has', () => {
    const ask = (select: object): string => failure(trio, fileSpec({ name: 'a', select: [select] }));
    expect(ask({ tracks: ['Cello'] })).toMatch(
      /group-unknown: Group "a" .*no track "Cello" \(there are 2 "Violin", 3/,
    );
    expect(ask({ tracks: [9] })).toMatch(/no track 9/);
    expect(ask({ channels: [7] })).toMatch(/no note on channel 7 \(there are 2, 3\)/);
    expect(ask({ instruments: ['kazoo'] })).toMatch(/"kazoo" is no General MIDI instrument/);
    expect(ask({ instruments: ['oboe'] })).toMatch(
      /no instrument "oboe" \(there are 1 "Acoustic grand piano"/,
    );
    expect(ask({ notes: ['t1n99'] })).toMatch(/no note "t1n99"/);
    expect(ask({ pitches: [0] })).toMatch(/group-empty: Group "a" selects no note/);
  });
});
