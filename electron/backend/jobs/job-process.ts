/** The process of one job, from the side that waits for it: a child, or one that Electron's main started for us. */
import { fork } from 'node:child_process';
import type { FromTrainer, ToTrainer } from './trainer-protocol.ts';

export type JobProcess = {
  /** One that is gone hears nothing. */
  tell(message: ToTrainer): void;
  kill(): void;
  /** Does not wait any more for one that is slow to die. */
  leave(): void;
};

export type JobListener = {
  heard(message: FromTrainer): void;
  /** What libraries print, kept for the message of a process that dies. */
  printed(text: string): void;
  /** It never ran; there is no `ended` then. */
  failed(why: string): void;
  ended(code: number | null, signal: NodeJS.Signals | null): void;
};

/** @param environment beside that of this process */
export type StartJobProcess = (
  trainerPath: string,
  environment: Readonly<Record<string, string>>,
  listener: JobListener,
) => JobProcess;

export const forkJobProcess: StartJobProcess = (trainerPath, environment, listener) => {
  const child = fork(trainerPath, [], {
    // Options of this process, such as a debugger's port, are not the trainer's.
    execArgv: [],
    // Standard output belongs to the command's own answer.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, ...environment },
  });
  const print = (chunk: Buffer): void => listener.printed(chunk.toString('utf8'));
  child.stdout?.on('data', print);
  child.stderr?.on('data', print);
  child.on('message', (message: FromTrainer) => listener.heard(message));
  child.on('error', (cause) => {
    // Only a process that never started has no 'close' event.
    if (child.pid === undefined) listener.failed(cause.message);
  });
  child.on('close', (code, signal) => listener.ended(code, signal));
  return {
    tell(message) {
      if (child.connected) child.send(message, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
    leave() {
      if (child.connected) child.disconnect();
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      child.unref();
    },
  };
};
