import { readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { alignFiles } from '../../../../../electron/backend/engine/align-files.ts';
import type { AlignJobRequest } from '../../../../../electron/backend/engine/align-files.ts';
import { openRecording } from '../../../../../electron/backend/engine/audio/open-recording.ts';
import { encodeMidi } from '../../../../../electron/backend/engine/score/midi-encode.ts';
import { readScore } from '../../../../../electron/backend/engine/score/read-score.ts';
import { parseAlignmentFile } from '../../../../../shared/music/parse-alignment-file.ts';
import type { AlignmentReport } from '../../../../../shared/music/alignment-report.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { playScale } from '../../../../support/played-scale.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { writeWav } from '../../../../support/toy-piece.ts';

const temp = useTempFolder();
const rubato = (sec: number): number => 1.4 + 1.2 * sec + 0.4 * Math.sin(sec / 2);
const played = playScale(rubato);

beforeAll(async () => {
  await writeWav(temp('take.wav'), played.channels, 8000);
  const { score } = played;
  const tracks = score.tracks.map(({ index }) => ({
    channel: index,
    program: 0,
    notes: score.notes.filter(({ track }) => track === index),
  }));
  const conductor = { tempos: score.tempoChanges, timeSignatures: [], keySignatures: [] };
  await writeFile(temp('scale.mid'), encodeMidi(score.ticksPerQuarter, conductor, tracks));
});

function run(
  changes: Partial<AlignJobRequest>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Result<AlignmentReport>> {
  const request: AlignJobRequest = {
    aligner: 'dtw',
    pins: { anchors: [], skips: [] },
    recordingPath: temp('take.wav'),
    scorePath: temp('scale.mid'),
    outPath: null,
    midiPath: null,
    clicksPath: null,
    force: false,
    ...changes,
  };
  return alignFiles(request, { signal, onProgress: () => {}, warn: () => {} });
}

describe('alignFiles', () => {
  it('[AL53] reports and writes notes, warp, tuning, beats and doubts; the file serves again', async () => {
    const aligned = await run({ outPath: temp('a.json') });
    if (!aligned.ok) throw new Error(aligned.error.message);
    const report = aligned.value;
    expect(JSON.parse(await readFile(temp('a.json'), 'utf8'))).toEqual(report);
    expect(report.notes).toHaveLength(30);
    expect(report.notes[0]).toEqual({
      id: expect.stringMatching(/^t\d+n1$/) as string,
      visit: 1,
      track: expect.any(Number) as number,
      pitch: expect.any(Number) as number,
      scoreOnsetSec: 0,
      scoreOffsetSec: expect.any(Number) as number,
      onsetSec: expect.any(Number) as number,
      offsetSec: expect.any(Number) as number,
      confidence: expect.any(Number) as number,
    });
    const keys = ['tuningCents', 'musicFromSec', 'musicToSec', 'seconds'] as const;
    for (const key of keys) expect(Number.isFinite(report[key])).toBe(true);
    for (const [i, [, sec]] of report.warp.entries()) {
      if (i > 0) expect(sec).toBeGreaterThan(report.warp[i - 1]![1]);
    }
    for (const { sec, bar, beat } of report.beats.slice(1, 24)) {
      expect(Math.abs(sec - rubato(((bar - 1) * 4 + beat - 1) / 2))).toBeLessThan(0.06);
    }
    expect(report.bars.map(({ bar }) => bar).slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    const score = await readScore(temp('scale.mid'));
    if (!score.ok) throw new Error(score.error.message);
    const read = parseAlignmentFile(await readFile(temp('a.json'), 'utf8'), 'a.json', score.value);
    expect(read).toMatchObject({ ok: true, value: { aligner: 'dtw' } });
  });

  it('[AL53] files are not replaced without force, and none is left after a stop or a failure', async () => {
    await writeFile(temp('old.json'), 'mine');
    expect(await run({ outPath: temp('old.json') })).toMatchObject({ error: { code: 'output-exists' } });
    expect(await readFile(temp('old.json'), 'utf8')).toBe('mine');
    const stop = new AbortController();
    stop.abort();
    const before = await readdir(temp('.'));
    const stopped = await run({ outPath: temp('s.json'), clicksPath: temp('s.wav') }, stop.signal);
    expect(stopped).toMatchObject({ error: { code: 'cancelled' } });
    expect(await readdir(temp('.'))).toEqual(before);
  });

  it('[AL54] pins that no path can have are refused by name', async () => {
    const outcome = async (pins: Partial<AlignJobRequest['pins']>): Promise<string> => {
      const result = await run({ pins: { anchors: [], skips: [], ...pins } });
      return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
    };
    expect(await outcome({ anchors: [[40, 3]] })).toMatch(
      /^bad-usage: --anchor 40=3: the score ends at 12 s/,
    );
    expect(await outcome({ anchors: [[3, 400]] })).toMatch(/--anchor 3=400: .* ends at/);
    expect(
      await outcome({
        anchors: [
          [3, 5],
          [4, 5],
        ],
      }),
    ).toMatch(/contradict each other/);
    expect(await outcome({ anchors: [[3, 5]], skips: [{ fromSec: 4, toSec: 6 }] })).toMatch(
      /within --skip 4-6/,
    );
    expect(await outcome({ skips: [{ fromSec: 0, toSec: 99 }] })).toMatch(/leaves nothing/);
  });

  it('[AL64] clicks lie on the left at the onsets, the score sounds on the right', async () => {
    const aligned = await run({ clicksPath: temp('c.wav'), midiPath: temp('p.mid') });
    if (!aligned.ok) throw new Error(aligned.error.message);
    const opened = await openRecording(temp('c.wav'));
    if (!opened.ok) throw new Error(opened.error.message);
    const { lengthSamples, sampleRate } = opened.value;
    expect([lengthSamples, sampleRate]).toEqual([played.channels[0]!.length, 8000]);
    const [left, right] = await opened.value.read(0, lengthSamples);
    await opened.value.close();
    const { onsetSec } = aligned.value.notes[10]!;
    const at = Math.round(onsetSec * 8000);
    const energy = (samples: Float32Array, from: number, to: number): number =>
      samples.subarray(from, to).reduce((sum, value) => sum + value * value, 0);
    const recordingAt = energy(played.channels[0]!, at, at + 60);
    expect(energy(left!, at, at + 60)).toBeGreaterThan(recordingAt + 1);
    expect(energy(right!, 0, Math.round(aligned.value.musicFromSec * 8000) - 20)).toBeLessThan(1e-4);
    expect(energy(right!, at, at + 800)).toBeGreaterThan(0.05);
  });
});
