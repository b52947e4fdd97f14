/**
 * The command line of the installed application, without a window: `divisi separate ...`. The command is a process of
 * its own, which writes to the terminal by itself; main starts the processes of its jobs and ends with its exit code.
 */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { CommandToMain, MainToCommand } from '../../shared/contract/command-messages.ts';
import type { BundleLayout } from './bundle-layout.ts';
import { isCommand } from './open-requests.ts';

/** Of Chromium, which a machine without a display, or a container, needs before the command. */
const chromiumSwitch = /^--(?:ozone-platform=\w+|headless|no-sandbox|disable-gpu)$/;

/** @returns the command and its arguments; null where a window is meant */
export function commandOf(args: readonly string[]): readonly string[] | null {
  const first = args.findIndex((arg) => !chromiumSwitch.test(arg));
  const rest = first < 0 ? [] : args.slice(first);
  return isCommand(rest) ? rest : null;
}

export type RunningCommand = {
  readonly exitCode: Promise<number>;
  /** Asks it to stop; it ends within a second, with its own exit code. */
  stop(): void;
};

/** @param mayTrain null, or why no job may run */
export function startCommand(
  layout: BundleLayout,
  args: readonly string[],
  mayTrain: () => Promise<string | null>,
): RunningCommand {
  const command = utilityProcess.fork(layout.commandLine, [...args], {
    serviceName: 'Divisi command line',
    stdio: 'inherit',
  });
  const jobs = new Map<number, UtilityProcess | null>();
  const tell = (message: MainToCommand): void => command.postMessage(message);
  command.on('message', (message: CommandToMain) => {
    if (message.kind === 'start-job') void startJob(message.id, message.environment);
    else {
      jobs.get(message.id)?.kill();
      jobs.delete(message.id);
    }
  });

  async function startJob(id: number, environment: Readonly<Record<string, string>>): Promise<void> {
    jobs.set(id, null);
    const why = await mayTrain();
    // Killed while its libraries were looked at.
    if (!jobs.has(id)) return tell({ kind: 'job-ended', id, code: 0 });
    if (why !== null) return tell({ kind: 'job-refused', id, why });
    const job = utilityProcess.fork(layout.job, [], {
      serviceName: 'Divisi trainer',
      stdio: 'pipe',
      env: { ...process.env, ...environment },
    });
    jobs.set(id, job);
    for (const stream of [job.stdout, job.stderr]) {
      stream?.on('data', (chunk: Buffer) => tell({ kind: 'job-printed', id, text: chunk.toString('utf8') }));
    }
    job.on('exit', (code) => {
      jobs.delete(id);
      tell({ kind: 'job-ended', id, code });
    });
    const { port1, port2 } = new MessageChannelMain();
    job.postMessage({ kind: 'command' }, [port1]);
    command.postMessage({ kind: 'job', id } satisfies MainToCommand, [port2]);
  }

  return {
    exitCode: new Promise((resolve) => {
      command.on('exit', (code) => {
        for (const job of jobs.values()) job?.kill();
        resolve(code);
      });
    }),
    stop: () => tell({ kind: 'stop' }),
  };
}
