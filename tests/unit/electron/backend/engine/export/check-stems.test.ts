import { readFile, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writeFloat } from '../../../../../support/export-fixture.ts';
import { useExports } from '../../../../../support/export-runs.ts';

const { inFolder, run, session } = useExports({ seconds: 2.5 });

describe('the stems of an export', () => {
  it('[EX54] stems that do not sum to the recording fail the export, and leave nothing', async () => {
    const path = inFolder('plain/wrong.wav');
    const { sampleRate, channels, lengthSamples } = session().recording;
    const wrong = Array.from({ length: channels }, () => new Float32Array(lengthSamples).fill(0.01));
    await writeFloat(path, wrong, { sampleRate, channels, lengthSamples });
    const tracks = session().tracks.map((track, i) => (i === 2 ? { ...track, file: path } : track));
    const failed = await run({ ...session(), tracks }, 'wrong');
    expect(failed).toMatchObject({ ok: false, error: { code: 'null-failed' } });
    await expect(readdir(inFolder('wrong'))).rejects.toThrow();
  });

  it('[EX54] tracks of another length are refused by name', async () => {
    const { sampleRate, channels } = session().recording;
    const shorter = {
      ...session(),
      recording: { ...session().recording, lengthSamples: 1000, sampleRate, channels },
    };
    expect(await run(shorter, 'shape')).toMatchObject({ ok: false, error: { code: 'audio-mismatch' } });
  });

  it('[EX56] a source that is missing, or cut off, ends the export and leaves no file', async () => {
    const cut = inFolder('plain/cut.wav');
    await writeFile(cut, (await readFile(session().tracks[1]!.file)).subarray(0, 4000));
    for (const [file, code] of [
      [inFolder('plain/none.wav'), 'file-missing'],
      [cut, 'audio-damaged'],
    ] as const) {
      const tracks = session().tracks.map((track, i) => (i === 1 ? { ...track, file } : track));
      expect(await run({ ...session(), tracks }, 'source')).toMatchObject({ ok: false, error: { code } });
      await expect(readdir(inFolder('source'))).rejects.toThrow();
    }
  });
});
