import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import type { ScoreNote } from '../../../../../../shared/music/score.ts';

/** Scores with independently derived note lists; a folder made by the data's own script. */
const dataFolder = process.env['DIVISI_DATA'] ?? '';
const present = dataFolder !== '' && existsSync(join(dataFolder, 'pieces'));

type TrueNote = {
  onset: number;
  offset: number;
  sound_offset?: number;
  pitch: number;
  velocity: number;
  hand?: 'left' | 'right';
  part?: string;
};

const folders = !present
  ? []
  : ['pieces', 'ensemble'].flatMap((set) =>
      readdirSync(join(dataFolder, set)).map((slug) => join(dataFolder, set, slug)),
    );

describe.skipIf(!present)('scores of DIVISI_DATA', () => {
  it.each(folders)('[M1] %s reads as its note list says', async (folder) => {
    const result = await readScore(join(folder, 'score.mid'));
    if (!result.ok) throw new Error(result.error.message);
    const { notes, tracks, durationSec } = result.value;
    const truth = JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')) as TrueNote[];
    expect(notes.length).toBe(truth.length);
    const unmatched = new Map<string, TrueNote[]>();
    for (const note of truth) {
      const key = `${note.hand ?? note.part ?? ''} ${note.pitch}`;
      unmatched.set(key, [...(unmatched.get(key) ?? []), note]);
    }
    let heldInList = 0;
    let heldHere = 0;
    for (const note of notes) {
      const name = tracks[note.track]?.name ?? '';
      const candidates = unmatched.get(`${name} ${note.pitchMidi}`) ?? [];
      const match = candidates.find((candidate) => Math.abs(candidate.onset - note.onsetSec) < 1e-3);
      if (match === undefined) throw new Error(`no true note for ${note.id}`);
      expect(Math.abs(note.keyUpSec - match.offset)).toBeLessThan(1e-3);
      expect(note.velocity).toBe(match.velocity);
      if (match.sound_offset === undefined) continue;
      // The list lets a pedal catch keys that go up at its very tick, which its own audio does not, and
      // ends a pedal that never lifts with the key.
      const pedalEnd = Math.min(match.sound_offset, nextStrike(notes, note));
      const expected = [pedalEnd, note.keyUpSec, durationSec];
      if (pedalEnd > note.keyUpSec + 0.01) heldInList += 1;
      if (note.offsetSec > note.keyUpSec + 0.01) heldHere += 1;
      expect(Math.min(...expected.map((sec) => Math.abs(note.offsetSec - sec)))).toBeLessThan(3e-3);
    }
    expect(heldHere > 0).toBe(heldInList > 0);
  });
});

function nextStrike(notes: readonly ScoreNote[], note: ScoreNote): number {
  const later = notes.filter(
    (other) =>
      other.pitchMidi === note.pitchMidi &&
      other.channel === note.channel &&
      other.onsetTick >= note.keyUpTick,
  );
  return Math.min(...later.map((other) => other.onsetSec));
}
