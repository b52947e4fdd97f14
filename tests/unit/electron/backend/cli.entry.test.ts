import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram, runProgram } from '../../../support/outside-program.ts';
import { midiFile, off, on } from '../../../support/midi-file-bytes.ts';
import { dataChunk, formatChunk, riff } from '../../../support/wav-bytes.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
let bundle = '';

/** Computes without ever listening, with a stem half written. */
const deafTrainer = `
import { writeFileSync } from 'node:fs';
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(1));
process.on('message', ({ job }) => {
  writeFileSync(job.request.outputFolder + '/take - 01 Track 1.wav.partial', 'half');
  writeFileSync(job.request.outputFolder + '.pid', String(process.pid));
  setTimeout(() => { for (;;); }, 200);
});`;

/** Answers every job at once. */
const quickTrainer = `
process.on('message', (message) => {
  if (message.kind !== 'job') return;
  const value = { seconds: { total: 1 }, nullDepthDb: -130, stems: [] };
  process.send({ kind: 'done', result: { ok: true, value } }, () => process.exit(0));
});`;

beforeAll(async () => {
  await mkdir(join(root, 'out'), { recursive: true });
  // Below the checkout, so that the bundle finds its packages.
  bundle = await mkdtemp(join(root, 'out', 'test-cli-'));
  await build({
    configFile: join(root, 'build/vite.backend.config.ts'),
    logLevel: 'error',
    build: { outDir: bundle, emptyOutDir: true },
  });
  await writeFile(join(bundle, 'take.wav'), 'never opened by this trainer');
  await writeFile(join(bundle, 'score.mid'), midiFile({}, [on(0, 60), off(480, 60)]));
});
afterAll(() => rm(bundle, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

function start(
  environment: Record<string, string>,
  ...args: string[]
): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(bundle, 'cli.entry.js'), ...args], {
    cwd: bundle,
    env: { ...process.env, ...environment },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return { process: child, ended };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 3000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the command as a process', () => {
  it('[C1] runs, and ends with the exit code of the failure', async () => {
    const info = await start({}, 'info', 'score.mid', '--json').ended;
    expect([info.code, info.err]).toEqual([0, '']);
    expect(JSON.parse(info.out)).toMatchObject({ kind: 'score', notes: 1 });
    const usage = await start({}, 'separate', '--nonsense').ended;
    expect(usage.code).toBe(2);
    expect(usage.err).not.toMatch(/\n\s+at /);
    const text = await start({}, 'info', 'take.wav').ended;
    expect(text.code).toBe(3);
    expect(text.err).toMatch(/^divisi: [^\n]+\n$/);
  });

  it('[C10] evaluates in a process of its own and names the file that fails', async () => {
    const { code, out, err } = await start(
      {},
      'evaluate',
      '--mix',
      'no.wav',
      '--ref',
      'no.wav',
      '--est',
      'no.wav',
      '--json',
    ).ended;
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'file-missing' } });
    expect(err).toMatch(/no\.wav/);
  });

  it(
    '[C8] Ctrl-C ends within a second, exit 130, nothing half-written, no process left',
    { retry: 2 },
    async () => {
      const trainer = await readFile(join(bundle, 'trainer.entry.js'), 'utf8');
      await writeFile(join(bundle, 'trainer.entry.js'), deafTrainer);
      const { process: command, ended } = start({}, 'separate', 'take.wav', 'score.mid', '--out', 'stems');
      await until(() => existsSync(join(bundle, 'stems.pid')));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const startMs = performance.now();
      command.kill('SIGINT');
      const { code, err, out } = await ended;
      expect(performance.now() - startMs).toBeLessThan(1000);
      expect([code, out]).toEqual([130, '']);
      expect(err).toMatch(/divisi: Stopped/);
      expect(existsSync(join(bundle, 'stems'))).toBe(false);
      const pid = Number(await readFile(join(bundle, 'stems.pid'), 'utf8'));
      expect(alive(pid)).toBe(false);
      await writeFile(join(bundle, 'trainer.entry.js'), trainer);
    },
  );

  it.skipIf(!hasProgram('parallel'))('[EX44] GNU parallel shares a list out and finishes it', async () => {
    const trainer = await readFile(join(bundle, 'trainer.entry.js'), 'utf8');
    await writeFile(join(bundle, 'trainer.entry.js'), quickTrainer);
    const rows = [1, 2, 3, 4, 5].map((number) => `take.wav,score.mid,piece ${number}`);
    await writeFile(join(bundle, 'pieces.csv'), `recording,score,piece\n${rows.join('\n')}\n`);
    const divisi = `${process.execPath} ${join(bundle, 'cli.entry.js')}`;
    const command = `${divisi} batch pieces.csv --out batch --resume --shard {}/2`;
    const run = (): { piece: string; skipped: boolean; ok: boolean }[] =>
      runProgram('parallel', ['-j', '2', command, ':::', '1', '2'], undefined, bundle)
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { piece: string; skipped: boolean; ok: boolean });
    const lines = run();
    expect(lines.map(({ piece }) => piece).sort()).toEqual(
      [1, 2, 3, 4, 5].map((number) => `piece ${number}`),
    );
    expect(lines.every(({ ok, skipped }) => ok && !skipped)).toBe(true);
    expect(run().every(({ skipped }) => skipped)).toBe(true);
    await writeFile(join(bundle, 'trainer.entry.js'), trainer);
  });

  it('[C8] a command that dies takes its trainer and the temporary files with it', async () => {
    const spool = join(bundle, 'spool');
    await mkdir(spool);
    await writeFile(join(bundle, 'long.wav'), noiseWav(60 * 44_100));
    const names = ['long.wav', 'long.wav', 'long.wav'] as const;
    const { process: command, ended } = start(
      { TMPDIR: spool, TEMP: spool, TMP: spool },
      ...['evaluate', '--mix', names[0], '--ref', names[1], '--est', names[2]],
    );
    let told = '';
    command.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    // The trainer is at work: it reports.
    await until(() => told.includes('evaluate'));
    expect(readdirSync(spool)).toHaveLength(1);
    command.kill('SIGKILL');
    await ended;
    await until(() => readdirSync(spool).length === 0);
  }, 120_000);
});

function noiseWav(samples: number): Uint8Array {
  const body = new Uint8Array(samples * 2);
  for (let i = 0; i < body.length; i += 1) body[i] = (Math.imul(i, 2654435761) >>> 13) & 0xff;
  return riff([formatChunk(1, 1, 44_100, 16), dataChunk(body)]);
}
