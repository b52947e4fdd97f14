/** Processes for the jobs of a command in an installed application, where only Electron's main can start them. */
import type { CommandToMain, MainToCommand } from '../../../shared/contract/command-messages.ts';
import type { EmitterPort } from '../../../shared/rpc/transports/message-port.ts';
import type { JobListener, StartJobProcess } from './job-process.ts';
import type { FromTrainer, ToTrainer } from './trainer-protocol.ts';

export type MainPort = {
  postMessage(message: CommandToMain): void;
  on(
    type: 'message',
    listener: (event: { readonly data: MainToCommand; readonly ports: readonly EmitterPort[] }) => void,
  ): void;
};

/** @param main its end of process.parentPort */
export function jobsOfMain(main: MainPort): StartJobProcess {
  type Awaited = { readonly listener: JobListener; port: EmitterPort | null; readonly waiting: ToTrainer[] };
  const jobs = new Map<number, Awaited>();
  let count = 0;
  main.on('message', ({ data, ports }) => {
    if (data.kind === 'stop') return;
    const job = jobs.get(data.id);
    if (job === undefined) return;
    if (data.kind === 'job') attach(data.id, job, ports[0]);
    else if (data.kind === 'job-printed') job.listener.printed(data.text);
    else {
      jobs.delete(data.id);
      if (data.kind === 'job-refused') job.listener.failed(data.why);
      else job.listener.ended(data.code, null);
    }
  });
  const attach = (id: number, job: Awaited, port: EmitterPort | undefined): void => {
    if (port === undefined) return;
    job.port = port;
    port.on('message', (event) => {
      const message = event.data as FromTrainer;
      job.listener.heard(message);
      // A port does not tell when its messages have arrived, so the process waits until it is ended.
      if (message.kind === 'done') main.postMessage({ kind: 'kill-job', id });
    });
    port.start?.();
    for (const message of job.waiting.splice(0)) port.postMessage(message);
  };
  return (_trainerPath, environment, listener) => {
    const id = ++count;
    const job: Awaited = { listener, port: null, waiting: [] };
    jobs.set(id, job);
    main.postMessage({ kind: 'start-job', id, environment });
    return {
      tell(message) {
        if (job.port === null) job.waiting.push(message);
        else job.port.postMessage(message);
      },
      kill: () => main.postMessage({ kind: 'kill-job', id }),
      leave: () => void jobs.delete(id),
    };
  };
}
