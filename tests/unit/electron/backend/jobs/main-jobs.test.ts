import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { jobsOfMain } from '../../../../../electron/backend/jobs/main-jobs.ts';
import { runTrainerJob } from '../../../../../electron/backend/jobs/run-trainer-job.ts';
import type { TrainerJob } from '../../../../../electron/backend/jobs/trainer-protocol.ts';
import type { CommandToMain, MainToCommand } from '../../../../../shared/contract/command-messages.ts';
import type { Result } from '../../../../../shared/std/result.ts';

const job: TrainerJob = {
  kind: 'evaluate',
  request: { mixPath: 'm', referencePaths: ['r'], estimatePaths: ['e'] },
};

/** The trainer's side of a port; `postMessage` is what the command sends. */
class FakePort extends EventEmitter {
  readonly heard: unknown[] = [];

  postMessage(message: unknown): void {
    this.heard.push(message);
  }

  says(data: unknown): void {
    this.emit('message', { data });
  }
}

class FakeMain extends EventEmitter {
  readonly asked: CommandToMain[] = [];
  readonly onAsked: (message: CommandToMain) => void;

  constructor(onAsked: (main: FakeMain, message: CommandToMain) => void) {
    super();
    this.onAsked = (message) => onAsked(this, message);
  }

  postMessage(message: CommandToMain): void {
    this.asked.push(message);
    setImmediate(() => this.onAsked(message));
  }

  tells(data: MainToCommand, port?: FakePort): void {
    this.emit('message', { data, ports: port === undefined ? [] : [port] });
  }
}

function run(main: FakeMain, stop = new AbortController()): Promise<Result<unknown>> {
  const hooks = { signal: stop.signal, onProgress: () => {}, warn: () => {} };
  return runTrainerJob(job, hooks, { trainerPath: '', partialFiles: [], start: jobsOfMain(main) });
}

describe('jobs whose processes main starts', () => {
  it('[PK7] get the job over a port, and are ended once they have answered', async () => {
    const port = new FakePort();
    const main = new FakeMain((self, { kind, id }) => {
      if (kind === 'start-job') {
        self.tells({ kind: 'job', id }, port);
        port.says({ kind: 'done', result: { ok: true, value: 5 } });
      } else self.tells({ kind: 'job-ended', id, code: 15 });
    });
    expect(await run(main)).toEqual({ ok: true, value: 5 });
    expect(port.heard).toEqual([{ kind: 'job', job }]);
    expect(main.asked.map(({ kind }) => kind)).toEqual(['start-job', 'kill-job']);
    const [start] = main.asked;
    expect(start?.kind === 'start-job' && Object.keys(start.environment)).toContain('DIVISI_JOB_FOLDER');
  });

  it('[PK7] that die are lost, with what they printed', async () => {
    const main = new FakeMain((self, { id }) => {
      self.tells({ kind: 'job-printed', id, text: 'out of memory' });
      self.tells({ kind: 'job-ended', id, code: 6 });
    });
    expect(await run(main)).toMatchObject({
      ok: false,
      error: { code: 'lost', data: { printed: 'out of memory' } },
    });
  });

  it('[PK3] that main refuses are told with its reason', async () => {
    const main = new FakeMain((self, { id }) => self.tells({ kind: 'job-refused', id, why: 'libx differs' }));
    const refused = await run(main);
    expect(refused).toMatchObject({ ok: false, error: { code: 'lost' } });
    expect(!refused.ok && refused.error.message).toContain('libx differs');
  });

  it('[PK7] that do not stop by themselves are killed', async () => {
    const stop = new AbortController();
    const port = new FakePort();
    const main = new FakeMain((self, { kind, id }) => {
      if (kind === 'start-job') {
        self.tells({ kind: 'job', id }, port);
        stop.abort();
      } else self.tells({ kind: 'job-ended', id, code: 9 });
    });
    expect(await run(main, stop)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(port.heard).toEqual([{ kind: 'job', job }, { kind: 'cancel' }]);
    expect(main.asked.at(-1)?.kind).toBe('kill-job');
  });
});
