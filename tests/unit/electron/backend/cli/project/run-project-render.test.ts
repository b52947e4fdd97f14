import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { runCommand } from '../../../../../support/command-io.ts';
import { runLocally } from '../../../../../support/local-jobs.ts';
import { errorDb } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { valueOf } from '../../../../../support/toy-project.ts';
import { writeToyPiece } from '../../../../../support/toy-piece.ts';

const place = useTempFolder();

async function json(args: string): Promise<Record<string, unknown>> {
  const { code, out, err } = await runCommand(place('.'), `${args} --json`, runLocally);
  if (code !== 0) throw new Error(`${code}: ${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}

describe('divisi project render', () => {
  it('[P17] strengths and regions change the stems of the same training, which still null', async () => {
    await writeToyPiece(place);
    await json('project create shaped --recording toy.wav --score toy.mid');
    await json('project set shaped --method A+');
    await json('project train shaped');
    const render = async (out: string): Promise<Float32Array[]> => {
      const rendered = await json(`project render shaped --version-id v1 --out ${out} --bits 32f`);
      expect(rendered['nullDepthDb']).toBeLessThan(-120);
      const stems = rendered['stems'] as { group: string; file: string }[];
      expect(stems.slice(0, 2).map(({ group }) => group)).toEqual(['right', 'left']);
      const sounds: Float32Array[] = [];
      for (const { file } of stems.slice(0, 2)) {
        const stem = valueOf(await openRecording(file));
        sounds.push((await stem.read(0, stem.lengthSamples))[0]!);
        await stem.close();
      }
      return sounds;
    };
    const before = await render('before');
    const corners = [
      [0.9, 0],
      [1.9, 0],
      [1.9, 135],
      [0.9, 135],
    ];
    const script = [
      { do: 'strength', stem: 'left', maskExponent: 3, floorDb: -40 },
      { do: 'hand-over', from: 'right', to: 'left', corners },
    ];
    await writeFile(place('shape.json'), JSON.stringify(script));
    expect(await json('project set shaped --set shape.json')).toMatchObject({ kind: 'edit', changes: 2 });
    const after = await render('after');
    const rms = (sound: Float32Array, fromSec: number, toSec: number): number => {
      const part = sound.subarray(fromSec * 8000, toSec * 8000);
      return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);
    };
    // The right hand is gone where it was handed over, and the left has its sound.
    expect(rms(after[0]!, 1.2, 1.6)).toBeLessThan(1e-4);
    expect(rms(before[0]!, 1.2, 1.6)).toBeGreaterThan(1e-2);
    expect(rms(after[1]!, 1.2, 1.6)).toBeGreaterThan(1.1 * rms(before[1]!, 1.2, 1.6));
    expect(errorDb(after[0]!.subarray(1600, 5600), before[0]!.subarray(1600, 5600))).toBeGreaterThan(-80);
    await json('project set shaped --undo');
    expect(await render('again')).toEqual(before);
    await writeFile(
      place('master.json'),
      JSON.stringify([{ do: 'strength', stem: 'master', maskExponent: 2 }]),
    );
    await expect(json('project set shaped --set master.json')).rejects.toThrow(/"master" has no strength/);
  });
});
