import { describe, expect, it } from 'vitest';
import { fitToRecording } from '../../../../../electron/backend/engine/fit-recording.ts';
import type { FitRequest } from '../../../../../electron/backend/engine/fit-recording.ts';
import { planStems } from '../../../../../electron/backend/engine/plan-separation.ts';
import type { SeparationPlan } from '../../../../../electron/backend/engine/plan-separation.ts';
import { parseScore } from '../../../../../electron/backend/engine/score/read-score.ts';
import { resolveGroups } from '../../../../../shared/music/groups/resolve-groups.ts';
import { midiFile, off, on, trackName } from '../../../../support/midi-file-bytes.ts';

/** One note per second in "early" from 0 s to 10 s, one at 20 s in "late". */
function plan(): SeparationPlan {
  const early = Array.from({ length: 10 }, () => [on(0, 60), off(960, 60)]).flat();
  const score = parseScore(
    midiFile({}, [trackName('early'), ...early], [trackName('late'), on(19200, 70), off(960, 70)]),
    's.mid',
  );
  if (!score.ok) throw new Error(score.error.message);
  const resolved = resolveGroups(score.value, { kind: 'tracks' });
  if (!resolved.ok) throw new Error(resolved.error.message);
  const { groups } = resolved.value;
  return { score: score.value, groups, stems: planStems(groups, '/tmp', 'p'), warnings: [] };
}

const request: FitRequest = { excerptSec: null, overrides: {}, bits: '24', outputFolder: '/tmp' };
const recording = { path: '/r.wav', sampleRate: 1000, channels: 2, lengthSamples: 30_000 };

async function failure(changed: Partial<FitRequest>, lengthSamples = 30_000): Promise<string> {
  const result = await fitToRecording(plan(), { ...request, ...changed }, { ...recording, lengthSamples });
  return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
}

describe('fitToRecording', () => {
  it('[C13] takes the whole recording, or the excerpt, clipped at its end', async () => {
    expect(await fitToRecording(plan(), request, recording)).toEqual({
      ok: true,
      value: { startSample: 0, lengthSamples: 30_000, notesInGroup: [10, 1], warnings: [] },
    });
    expect(
      await fitToRecording(plan(), { ...request, excerptSec: { start: 2.5, end: 40 } }, recording),
    ).toEqual({
      ok: true,
      value: {
        startSample: 2500,
        lengthSamples: 27_500,
        notesInGroup: [8, 1],
        warnings: ['The excerpt ends with the recording, at 30 s.'],
      },
    });
  });

  it('[C13] refuses an excerpt after the end, and a tolerance longer than the piece', async () => {
    expect(await failure({ excerptSec: { start: 30, end: 40 } })).toMatch(
      /bad-usage: --excerpt begins at 30 s.*ends at 30 s/,
    );
    expect(await failure({ overrides: { toleranceSustainSec: { before: 0, after: 31 } } })).toMatch(
      /bad-usage: --tolerance: 31 s is longer than the piece, 30 s/,
    );
  });

  it('[C13] warns of notes after the end and of groups without notes, and refuses when none is left', async () => {
    const short = await fitToRecording(plan(), request, { ...recording, lengthSamples: 15_000 });
    expect(short).toMatchObject({
      ok: true,
      value: {
        notesInGroup: [10, 0],
        warnings: [
          '1 of 11 notes begin after the end of the recording (15 s) and are ignored.',
          'Group "late" has no note between 0 s and 15 s.',
        ],
      },
    });
    expect(await failure({ excerptSec: { start: 12, end: 18 } })).toMatch(
      /score-mismatch: None of the 11 notes of the score \(0 s to 21 s\) sounds within the recording's 12 s to 18 s/,
    );
  });

  it('[C13] refuses when the disk cannot hold the stems', async () => {
    expect(await failure({ bits: '32f' }, 1e15)).toMatch(
      /disk-full: The stems need about .* GB, but the disk of "\/tmp" has/,
    );
  });
});
