import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runTrainerJob } from '../../../../../electron/backend/jobs/run-trainer-job.ts';
import type { JobProgress, TrainerJob } from '../../../../../electron/backend/jobs/trainer-protocol.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
const job: TrainerJob = {
  kind: 'evaluate',
  request: { mixPath: 'm', referencePaths: ['r'], estimatePaths: ['e'] },
};

/** Runs a trainer whose whole program is `source`; `note(text)` tells the test something through a file. */
async function run(
  name: string,
  source: string,
  stop = new AbortController(),
  onProgress: (progress: JobProgress) => void = () => {},
): Promise<{ result: Result<unknown>; note: string; warnings: string[]; tookMs: number }> {
  const trainerPath = temp(`${name}.mjs`);
  const notePath = temp(`${name}.txt`);
  await writeFile(notePath, '');
  await writeFile(
    trainerPath,
    `import { writeFileSync } from 'node:fs'; import { tmpdir } from 'node:os'; import { join } from 'node:path';
     const note = (text) => writeFileSync(${JSON.stringify(notePath)}, text);
     const done = (value) => process.send({ kind: 'done', result: { ok: true, value } }, () => process.exit(0));
     ${source}`,
  );
  const warnings: string[] = [];
  const startMs = performance.now();
  const result = await runTrainerJob(
    job,
    { signal: stop.signal, onProgress, warn: (text) => void warnings.push(text) },
    { trainerPath, partialFiles: [temp(`${name}.wav.partial`)] },
  );
  return { result, warnings, note: await readFile(notePath, 'utf8'), tookMs: performance.now() - startMs };
}

describe('runTrainerJob', () => {
  it('[C12] passes the job on, and progress, warnings and the result back', async () => {
    const seen: JobProgress[] = [];
    const source = `process.on('message', ({ job }) => {
      console.log('chatter'); console.error('more chatter');
      process.send({ kind: 'progress', progress: { phase: 'p', fraction: 0.5, detail: '', secondsLeft: null } });
      process.send({ kind: 'warning', text: 'careful' });
      done([job.kind, -Infinity]);
    });`;
    const { result, warnings } = await run(
      'talks',
      source,
      undefined,
      (progress) => void seen.push(progress),
    );
    expect(result).toEqual({ ok: true, value: ['evaluate', -Infinity] });
    expect(warnings).toEqual(['careful']);
    expect(seen).toEqual([{ phase: 'p', fraction: 0.5, detail: '', secondsLeft: null }]);
  });

  it(
    '[C8] kills a trainer that does not listen within a second, and tidies up after it',
    { retry: 2 },
    async () => {
      const stop = new AbortController();
      let stoppedMs = 0;
      const partial = temp('deaf.wav.partial');
      const source = `process.on('message', () => {
      writeFileSync(${JSON.stringify(partial)}, 'half'); writeFileSync(join(tmpdir(), 'spool'), 'x'); note(tmpdir());
      process.send({ kind: 'progress', progress: { phase: 'p', fraction: 0, detail: '', secondsLeft: null } }, () => { for (;;); });
    });`;
      const { result, note } = await run('deaf', source, stop, () => {
        expect(existsSync(partial)).toBe(true);
        stoppedMs = performance.now();
        stop.abort();
      });
      expect(performance.now() - stoppedMs).toBeLessThan(1000);
      expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(existsSync(partial)).toBe(false);
      expect(note).toMatch(/divisi-job-/);
      expect(existsSync(note)).toBe(false);
    },
  );

  it('[C8] lets a trainer that listens end by itself', async () => {
    const stop = new AbortController();
    const source = `process.on('message', (message) => {
      if (message.kind === 'job') process.send({ kind: 'progress', progress: { phase: 'p', fraction: 0, detail: '', secondsLeft: null } });
      else { note('tidied up'); process.send({ kind: 'done', result: { ok: false, error: { code: 'cancelled', message: 'Stopped.' } } }, () => process.exit(0)); }
    });`;
    const { result, note } = await run('polite', source, stop, () => stop.abort());
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(note).toBe('tidied up');
  });

  it('[C12] tells when the engine dies, is killed, or cannot be started', async () => {
    const died = await run(
      'dies',
      `process.on('message', () => { console.error('boom'); process.exit(7); });`,
    );
    expect(died.result).toMatchObject({ ok: false, error: { code: 'lost', data: { printed: 'boom\n' } } });
    expect(JSON.stringify(died.result)).toMatch(/exit code 7/);
    const killed = await run('killed', `process.on('message', () => process.kill(process.pid, 'SIGKILL'));`);
    expect(JSON.stringify(killed.result)).toMatch(/probably because memory ran out/);
    const stop = new AbortController();
    stop.abort();
    const early = await run('early', '', stop);
    expect(early.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
