import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { main } from '../../../../../electron/backend/cli/main.ts';
import type { BatchLine } from '../../../../../electron/backend/cli/run-batch.ts';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import { fakeIo, sampleReport, writeCommandInputs } from '../../../../support/command-io.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const inFolder = useTempFolder();
const folder = (): string => inFolder('');

beforeAll(() => writeCommandInputs(folder()));

/** Notes which pieces were separated; those named in `failing` fail. */
function trainer(seen: string[], failing: readonly string[] = []): RunJob {
  return ((job: Parameters<RunJob>[0]) => {
    if (job.kind !== 'separate') throw new Error(`expected a separation, got ${job.kind}`);
    const { piece, method } = job.request;
    seen.push(`${piece} ${method}`);
    return Promise.resolve(
      failing.includes(piece) ? err(divisiError('training-diverged', 'It diverged.')) : ok(sampleReport),
    );
  }) as RunJob;
}

async function batch(args: string, job: RunJob): Promise<{ code: number; lines: BatchLine[]; err: string }> {
  const io = fakeIo(folder(), job);
  const code = await main(`batch ${args}`.split(' '), io);
  const lines = io
    .out()
    .split('\n')
    .filter((line) => line !== '' && line.startsWith('{'))
    .map((line) => JSON.parse(line) as BatchLine);
  return { code, lines, err: io.err() };
}

async function writeList(name: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => `take.wav,hands.mid,piece ${i + 1},hands,A+`);
  await writeFile(inFolder(name), `recording,score,piece,groups,method\n${rows.join('\n')}\n`);
}

describe('divisi batch', () => {
  it('[EX40] every piece gets a line and a record, and a failure stops no other', async () => {
    await writeList('list.csv', 3);
    const seen: string[] = [];
    const { code, lines, err: said } = await batch('list.csv --out b1', trainer(seen, ['piece 2']));
    expect(seen).toEqual(['piece 1 A+', 'piece 2 A+', 'piece 3 A+']);
    expect(lines.map(({ ok: isOk, error }) => [isOk, error?.code ?? null])).toEqual([
      [true, null],
      [false, 'training-diverged'],
      [true, null],
    ]);
    expect(code).toBe(4);
    expect(said).toContain('2 done, 0 finished before, 1 failed');
    const record = JSON.parse(
      await readFile(join(inFolder('b1'), 'piece 2', 'batch-result.json'), 'utf8'),
    ) as BatchLine;
    expect(record).toMatchObject({ ok: false, error: { message: 'It diverged.' } });
  });

  it('[EX41] resuming separates again what failed or changed, and nothing else', async () => {
    await writeList('again.csv', 3);
    await batch('again.csv --out b2', trainer([], ['piece 2']));
    const seen: string[] = [];
    const { code, lines } = await batch('again.csv --out b2 --resume', trainer(seen));
    expect(seen).toEqual(['piece 2 A+']);
    expect(lines.map(({ skipped }) => skipped)).toEqual([true, false, true]);
    expect(code).toBe(0);
    await writeFile(
      inFolder('again.csv'),
      'recording,score,piece,method\ntake.wav,hands.mid,piece 1,A+\ntake.wav,hands.mid,piece 2,D\n',
    );
    const changed: string[] = [];
    await batch('again.csv --out b2 --resume', trainer(changed));
    expect(changed).toEqual(['piece 1 A+', 'piece 2 D']);
  });

  it('[EX42] shards share the pieces out without gap or overlap, in the same folders', async () => {
    await writeList('shards.csv', 7);
    const folders: string[] = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      const { lines } = await batch(`shards.csv --out b3 --shard ${shard}`, trainer([]));
      folders.push(...lines.map((line) => line.folder));
    }
    const whole = await batch('shards.csv --out b3 --resume', trainer([]));
    expect(whole.lines.every(({ skipped }) => skipped)).toBe(true);
    expect([...folders].sort()).toEqual(whole.lines.map((line) => line.folder).sort());
    expect(new Set(folders).size).toBe(7);
  });

  it('[EX43] a list in JSON has defaults; equal names get folders of their own', async () => {
    await writeFile(
      inFolder('list.json'),
      JSON.stringify({
        defaults: { method: 'A+', 'no-align': true },
        pieces: [
          { recording: 'take.wav', score: 'hands.mid' },
          { recording: 'take.wav', score: 'one.mid', method: 'D', epochs: 5 },
        ],
      }),
    );
    const seen: string[] = [];
    const { lines } = await batch('list.json --out b4', trainer(seen));
    expect(seen).toEqual(['take A+', 'take D']);
    expect(lines.map(({ piece }) => piece)).toEqual(['take', 'take 2']);
  });

  it('[EX43] a wrong option fails its piece, a wrong list the command', async () => {
    await writeFile(
      inFolder('wrong.json'),
      JSON.stringify([
        { recording: 'take.wav', score: 'hands.mid', colour: 'red' },
        { recording: 'none.wav', score: 'hands.mid' },
      ]),
    );
    const { lines } = await batch('wrong.json --out b5', trainer([]));
    expect(lines.map(({ error }) => error?.code)).toEqual(['bad-usage', 'file-missing']);
    await writeFile(inFolder('no-score.csv'), 'recording\na.wav\n');
    await writeFile(inFolder('out.csv'), 'recording,score,out\na.wav,b.mid,c\n');
    await writeFile(inFolder('torn.json'), '[{"recording":');
    for (const [name, part] of [
      ['no-score.csv', 'needs "recording" and "score" for piece 1'],
      ['out.csv', 'names "out" for piece 1'],
      ['torn.json', 'is not JSON'],
      ['none.csv', 'There is no file'],
      ['hands.mid', 'must end in .json or .csv'],
    ] as const) {
      const failed = await batch(`${name} --out b6`, trainer([]));
      expect(failed.code).toBeGreaterThan(0);
      expect(failed.err).toContain(part);
    }
    expect((await batch('list.csv --out b6 --shard 4/3', trainer([]))).code).toBe(2);
  });
});
