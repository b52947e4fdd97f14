import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MainToCommand } from '../../../../shared/contract/command-messages.ts';

class FakeProcess extends EventEmitter {
  readonly told: { readonly message: unknown; readonly ports: number }[] = [];
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly path: string;
  readonly args: readonly string[];
  readonly options: { readonly env?: Record<string, string>; readonly stdio?: string };
  killed = 0;

  constructor(path: string, args: readonly string[], options: FakeProcess['options']) {
    super();
    this.path = path;
    this.args = args;
    this.options = options;
  }

  postMessage(message: unknown, ports: readonly unknown[] = []): void {
    this.told.push({ message, ports: ports.length });
  }

  kill(): void {
    this.killed += 1;
  }
}

const started = vi.hoisted(() => [] as unknown[]);
vi.mock('electron', () => ({
  utilityProcess: {
    fork(path: string, args: readonly string[], options: FakeProcess['options']) {
      const child = new FakeProcess(path, args, options);
      started.push(child);
      return child;
    },
  },
  MessageChannelMain: class {
    port1 = {};
    port2 = {};
  },
}));

const { commandOf, startCommand } = await import('../../../../electron/main/command-line.ts');
const { bundleLayout } = await import('../../../../electron/main/bundle-layout.ts');
const children = started as FakeProcess[];
const layout = bundleLayout('/app');
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const heardBy = (child: FakeProcess | undefined): readonly MainToCommand[] =>
  (child?.told ?? []).map(({ message }) => message as MainToCommand);

describe('the command line of the application', () => {
  beforeEach(() => void (children.length = 0));

  it('[PK7] is meant where a command comes first, after switches of Chromium', () => {
    expect(commandOf(['info', 'a.wav'])).toEqual(['info', 'a.wav']);
    expect(commandOf(['--ozone-platform=headless', '--no-sandbox', 'doctor', '--json'])).toEqual([
      'doctor',
      '--json',
    ]);
    expect(commandOf(['a.divisi'])).toBeNull();
    expect(commandOf(['--no-sandbox'])).toBeNull();
    expect(commandOf([])).toBeNull();
  });

  it('[PK7] shares the terminal, and starts the process of a job with a port to it', async () => {
    const running = startCommand(layout, ['separate', 'a.wav'], async () => null);
    const [command] = children;
    expect(command).toMatchObject({ path: layout.commandLine, args: ['separate', 'a.wav'] });
    expect(command?.options.stdio).toBe('inherit');
    command?.emit('message', { kind: 'start-job', id: 1, environment: { TMPDIR: '/tmp/job' } });
    await settle();
    const [, job] = children;
    expect(job?.path).toBe(layout.job);
    expect(job?.options.env).toMatchObject({ TMPDIR: '/tmp/job' });
    expect(job?.told).toEqual([{ message: { kind: 'command' }, ports: 1 }]);
    expect(command?.told).toEqual([{ message: { kind: 'job', id: 1 }, ports: 1 }]);
    job?.stderr.emit('data', Buffer.from('careful'));
    job?.emit('exit', 7);
    expect(heardBy(command).slice(1)).toEqual([
      { kind: 'job-printed', id: 1, text: 'careful' },
      { kind: 'job-ended', id: 1, code: 7 },
    ]);
    command?.emit('exit', 4);
    expect(await running.exitCode).toBe(4);
  });

  it('[PK7] a command that ends takes its jobs along; one that is asked to stop is told so', async () => {
    const running = startCommand(layout, ['batch', 'list.csv'], async () => null);
    const [command] = children;
    for (const id of [1, 2]) command?.emit('message', { kind: 'start-job', id, environment: {} });
    await settle();
    command?.emit('message', { kind: 'kill-job', id: 1 });
    running.stop();
    expect(heardBy(command)).toContainEqual({ kind: 'stop' });
    command?.emit('exit', 130);
    expect(await running.exitCode).toBe(130);
    expect(children.slice(1).map(({ killed }) => killed)).toEqual([1, 1]);
  });

  it('[PK3] a job whose library is not the packed one is refused, with the reason', async () => {
    startCommand(layout, ['separate'], async () => 'libtensorflow differs');
    const [command] = children;
    command?.emit('message', { kind: 'start-job', id: 3, environment: {} });
    await settle();
    expect(children).toHaveLength(1);
    expect(heardBy(command)).toEqual([{ kind: 'job-refused', id: 3, why: 'libtensorflow differs' }]);
  });

  it('[PK7] a job that is killed before it started does not start', async () => {
    startCommand(layout, ['separate'], async () => null);
    const [command] = children;
    command?.emit('message', { kind: 'start-job', id: 1, environment: {} });
    command?.emit('message', { kind: 'kill-job', id: 1 });
    await settle();
    expect(children).toHaveLength(1);
    expect(heardBy(command)).toEqual([{ kind: 'job-ended', id: 1, code: 0 }]);
  });
});
