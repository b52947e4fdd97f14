import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { separate } from '../../../../../electron/backend/engine/separate.ts';
import type { SeparationRequest } from '../../../../../electron/backend/engine/separation-request.ts';
import type { Tensors } from '../../../../../electron/backend/native/load-tensorflow.ts';
import { midiFile, off, on } from '../../../../support/midi-file-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { plainTensors } from '../../../../support/tensors.ts';
import { toyRequest, writeToyPiece, writeWav } from '../../../../support/toy-piece.ts';
import type { ToyPiece } from '../../../../support/toy-piece.ts';

const place = useTempFolder();
let tensors: Tensors;
let piece: ToyPiece;
beforeAll(async () => {
  tensors = await plainTensors();
  piece = await writeToyPiece(place);
});

async function outcome(changes: Partial<SeparationRequest>): Promise<{ text: string; warnings: string[] }> {
  const warnings: string[] = [];
  const before = tensors.tf.memory().numTensors;
  const result = await separate(toyRequest(piece, place('out'), { force: true, ...changes }), {
    tensors,
    signal: new AbortController().signal,
    onProgress: () => {},
    warn: (text) => void warnings.push(text),
  });
  expect(tensors.tf.memory().numTensors).toBe(before);
  return { text: result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`, warnings };
}

async function recordingOf(name: string, samples: Float32Array): Promise<Partial<SeparationRequest>> {
  await writeWav(place(name), [samples], 8000);
  return { recordingPath: place(name) };
}

async function fileOf(
  field: 'recordingPath' | 'scorePath',
  name: string,
  bytes: Uint8Array | string,
): Promise<Partial<SeparationRequest>> {
  await writeFile(place(name), bytes);
  return { [field]: place(name) };
}

describe('separate, given bad audio', () => {
  it('[C16] missing, empty, cut short, text', async () => {
    expect((await outcome({ recordingPath: place('none.wav') })).text).toMatch(/^file-missing: .*none\.wav/);
    expect((await outcome(await fileOf('recordingPath', 'empty.wav', ''))).text).toMatch(
      /^audio-empty: .*empty\.wav/,
    );
    expect((await outcome(await fileOf('recordingPath', 'text.wav', 'Dear diary'.repeat(50)))).text).toMatch(
      /^audio-format: .*text\.wav/,
    );
    const whole = await readFile(piece.recordingPath);
    expect((await outcome(await fileOf('recordingPath', 'head.wav', whole.subarray(0, 30)))).text).toMatch(
      /^audio-(damaged|empty|format): .*head\.wav/,
    );
  });

  it('[C16] no samples, NaN, silence', async () => {
    expect((await outcome(await recordingOf('zero.wav', new Float32Array(0)))).text).toMatch(
      /^audio-empty: /,
    );
    expect((await outcome(await recordingOf('silent.wav', new Float32Array(16_000)))).text).toMatch(
      /^audio-empty: .*silent/,
    );
    const broken = piece.right.slice();
    broken[4000] = 0;
    await writeWav(place('nan.wav'), [broken], 8000);
    const bytes = await readFile(place('nan.wav'));
    bytes.writeFloatLE(NaN, bytes.length - 4 * 8000);
    expect((await outcome(await fileOf('recordingPath', 'nan.wav', bytes))).text).toMatch(
      /^audio-damaged: .*not numbers/,
    );
    const silentStart = Float32Array.from(piece.right, (sample, i) => (i < 8000 ? 0 : sample));
    const quiet = { ...(await recordingOf('late.wav', silentStart)), excerptSec: { start: 0.2, end: 0.9 } };
    expect((await outcome(quiet)).text).toMatch(/^audio-empty: /);
  });

  it('[C16] one sample and one frame are separated', async () => {
    const zeroTime = await fileOf('scorePath', 'now.mid', midiFile({}, [on(0, 60), off(960, 60)]));
    for (const length of [1, 700]) {
      const given = {
        ...zeroTime,
        ...(await recordingOf(`${length}.wav`, new Float32Array(length).fill(0.25))),
      };
      expect((await outcome(given)).text).toBe('ok');
    }
  });
});

describe('separate, given a bad score', () => {
  it('[C16] missing, not MIDI, no notes', async () => {
    expect((await outcome({ scorePath: place('none.mid') })).text).toMatch(/^file-missing: .*none\.mid/);
    expect((await outcome(await fileOf('scorePath', 'text.mid', 'hello'))).text).toMatch(
      /^score-format: .*text\.mid/,
    );
    expect((await outcome(await fileOf('scorePath', 'rests.mid', midiFile({}, [])))).text).toMatch(
      /^score-empty: /,
    );
  });

  it('[C16] notes after the end are ignored with a warning, and refused when there are no others', async () => {
    const late = midiFile({}, [on(96_000, 60), off(960, 60)]);
    expect((await outcome(await fileOf('scorePath', 'late.mid', late))).text).toMatch(/^score-mismatch: /);
    const some = midiFile({}, [on(100, 76), off(600, 76), on(96_000, 60), off(960, 60)]);
    const { text, warnings } = await outcome(await fileOf('scorePath', 'some.mid', some));
    expect(text).toBe('ok');
    expect(warnings.join()).toMatch(/1 of 2 notes begin after the end/);
  });

  it('[C16] 20 000 notes', async () => {
    const events = Array.from({ length: 20_000 }, (_, i) => [
      on(0, 40 + (i % 40)),
      off(1, 40 + (i % 40)),
    ]).flat();
    const many = await fileOf('scorePath', 'many.mid', midiFile({}, events));
    expect((await outcome({ ...many, overrides: { epochs: 2 } })).text).toBe('ok');
  });

  it('[C16] unknown and empty groups', async () => {
    const select = (selection: object): Partial<SeparationRequest> => ({
      groups: {
        kind: 'file',
        file: { name: 'g.json', groups: [{ name: 'odd', select: [selection] }] },
      } as never,
    });
    expect((await outcome(select({ tracks: [17] }))).text).toMatch(/^group-(unknown|empty): /);
    expect((await outcome(select({ pitches: [[1, 2]] }))).text).toMatch(/^group-(unknown|empty): /);
  });
});

describe('separate, given a bad place or option', () => {
  it('[C16] a folder that is a file', async () => {
    await writeFile(place('plain'), '');
    expect((await outcome({ outputFolder: place('plain') })).text).toMatch(/^output-unwritable: .*plain/);
    expect((await outcome({ outputFolder: place('plain/below') })).text).toMatch(/^output-unwritable: /);
    expect((await outcome({ activityPath: place('plain/a.csv') })).text).toMatch(/^output-unwritable: /);
  });

  it('[C16] files that exist are kept, and replaced when forced', async () => {
    await mkdir(place('full'));
    await writeFile(place('full/toy - 01 right.wav'), 'mine');
    const refused = await outcome({ outputFolder: place('full'), force: false });
    expect(refused.text).toMatch(/^output-exists: .*toy - 01 right\.wav/);
    expect(await readFile(place('full/toy - 01 right.wav'), 'utf8')).toBe('mine');
    expect((await outcome({ outputFolder: place('full') })).text).toBe('ok');
    expect((await readFile(place('full/toy - 01 right.wav'))).length).toBeGreaterThan(16_000);
    expect((await readdir(place('full'))).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('[C16] a tolerance longer than the piece, a window that cannot be', async () => {
    const tolerance = { before: 2.5, after: 2.5 };
    expect((await outcome({ overrides: { toleranceOnsetSec: tolerance } })).text).toMatch(
      /^bad-usage: --tolerance/,
    );
    expect((await outcome({ overrides: { windowMs: 46, hopMs: 46 } })).text).toMatch(
      /^bad-usage: .*--hop-ms/,
    );
    expect((await outcome({ excerptSec: { start: 9, end: 10 } })).text).toMatch(/^bad-usage: --excerpt/);
  });
});
