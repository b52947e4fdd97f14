/**
 * The process that windows and commands talk to: sole writer of documents, keeper of journals and locks, giver
 * of byte ranges. It never loads a tensor library; what is heavy goes to the trainer, which may die.
 */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { JobState } from '../../../shared/contract/engine-state.ts';
import { callShapes } from '../../../shared/contract/call-shapes.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { EventName, Handlers, PayloadOf } from '../../../shared/rpc/declaration.ts';
import { LatestGate } from '../../../shared/rpc/latest-gate.ts';
import { serveContract } from '../../../shared/rpc/server.ts';
import type { Served } from '../../../shared/rpc/server.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { TensorBackendChoice } from '../engine/separation-request.ts';
import { nodePlatform } from '../jobs/node-platform.ts';
import type { ExportDisk } from '../project/export-project.ts';
import { TrainerHost } from '../jobs/trainer-host.ts';
import type { TrainerProcess } from '../jobs/trainer-host.ts';
import { paramsCheck } from './check-params.ts';
import { EngineMonitor } from './engine-monitor.ts';
import { jobHandlers } from './job-handlers.ts';
import { JobQueue } from './job-queue.ts';
import { mediaHandlers } from './media-handlers.ts';
import { availableBytes } from './memory-estimate.ts';
import { ProjectDesk } from './project-desk.ts';
import type { OpenProject } from './project-desk.ts';
import { projectHandlers } from './project-handlers.ts';
import { ProjectMedia } from './project-media.ts';
import { RecentProjects } from './recent-projects.ts';
import { locateExport, openResource, splitResource } from './resource-tree.ts';
import type { Resource } from './resource.ts';
import type { ServiceParts } from './service-parts.ts';
import { SpeedBook } from './speed-book.ts';
import { UploadShelf } from './upload-shelf.ts';

export type ServiceOptions = {
  readonly startTrainer: () => TrainerProcess;
  readonly backend?: TensorBackendChoice;
  /** Where the list of recent projects is kept, and beside it the speed of trainings; null keeps none. */
  readonly recentPath?: string | null;
  /** Where new projects go when nobody says where; the user's folder 'Divisi' unless given. */
  readonly projectsFolder?: string;
  readonly availableBytes?: () => Promise<number>;
  /** Where exports are written to; the computer's own disks unless given. */
  readonly exportDisk?: ExportDisk;
  /** How long a project stays open after its last window is gone; jobs that go on keep it longer. */
  readonly lingerMs?: number;
  /** A fault of the program. */
  readonly onFault: (name: string, cause: unknown) => void;
};

/** Whoever closes a window and opens it again, or loads it anew, finds the project open. */
const defaultLingerMs = 5000;

export class Service {
  readonly uploads = new UploadShelf();
  readonly #options: ServiceOptions;
  readonly #parts: ServiceParts;
  readonly #served = new Set<Served<AppContract>>();
  readonly #media = new Map<OpenProject, ProjectMedia>();
  readonly #lingering = new Set<NodeJS.Timeout>();
  /** Windows that are gone for good. */
  readonly #departed = new Set<object>();

  constructor(options: ServiceOptions) {
    this.#options = options;
    const monitor = new EngineMonitor(() => host);
    const tellEngine = (): void => {
      void monitor.status().then((status) => this.#tell('engine.changed', status));
    };
    const jobs = this.#latest('jobs.changed');
    const host = new TrainerHost(options.startTrainer, (state) => {
      monitor.trainerChanged(state);
      tellEngine();
    });
    const queue = new JobQueue((states) => {
      monitor.busy(states.filter(({ state }) => state === 'running').length);
      jobs.push({ jobs: states });
      this.#leaveIdle(states);
    });
    const training = this.#latest('training.changed');
    const { recentPath = join(homedir(), '.divisi', 'recent.json') } = options;
    this.#parts = {
      desk: new ProjectDesk(
        (change) => this.#tell('document.changed', change),
        (open) => this.#leave(open),
      ),
      queue,
      host,
      monitor,
      recent: new RecentProjects(recentPath),
      speeds: new SpeedBook(recentPath === null ? null : join(dirname(recentPath), 'speed.json')),
      uploads: this.uploads,
      projectsFolder: options.projectsFolder ?? join(homedir(), 'Divisi'),
      backend: options.backend ?? 'auto',
      exportDisk: options.exportDisk ?? {},
      mediaOf: (open) => this.#mediaOf(open),
      availableBytes: options.availableBytes ?? availableBytes,
      tellTraining: (state) => {
        training.push(state);
        if (!state.isRunning) training.flush();
      },
    };
  }

  /** Serves one window or command until it is gone. */
  connect(transport: Transport): void {
    const member = {};
    const handlers: Handlers<AppContract, AbortSignal> = {
      'engine.status': async () => ok(await this.#parts.monitor.status()),
      ...projectHandlers(this.#parts, member),
      ...mediaHandlers(this.#parts),
      ...jobHandlers(this.#parts),
    };
    const served = serveContract<AppContract, AbortSignal>(transport, handlers, {
      platform: nodePlatform,
      check: paramsCheck(callShapes),
      onFault: this.#options.onFault,
    });
    this.#served.add(served);
    transport.onClose(() => {
      this.#served.delete(served);
      const linger = setTimeout(() => {
        this.#lingering.delete(linger);
        this.#departed.add(member);
        this.#leaveIdle(this.#parts.queue.jobs);
      }, this.#options.lingerMs ?? defaultLingerMs);
      this.#lingering.add(linger);
    });
  }

  /** A path below `/resources/`. Fails with 'file-missing', 'file-unreadable', or as opening the recording does. */
  openResource(path: string, signal: AbortSignal): Promise<Result<Resource>> {
    const parts = splitResource(path);
    const open = parts === null ? undefined : this.#parts.desk.get(parts.project);
    if (parts === null || open?.ok !== true) {
      return Promise.resolve(err(divisiError('file-missing', `There is no "${path}".`)));
    }
    const { value } = open;
    const owner = {
      layout: value.project.layout,
      recording: () => this.#mediaOf(value).recording({ signal, onProgress() {} }),
    };
    return openResource(owner, parts.kind, parts.names);
  }

  /** The path of a finished file of an open project's exports. Fails with 'file-missing'. */
  locateExport(path: string): Promise<Result<string>> {
    const parts = splitResource(path);
    const open = parts === null ? undefined : this.#parts.desk.get(parts.project);
    if (parts?.kind !== 'exports' || open?.ok !== true) {
      return Promise.resolve(err(divisiError('file-missing', `There is no "${path}".`)));
    }
    return locateExport(open.value.project.layout, parts.names);
  }

  /** Saves and closes everything; the trainer ends. */
  async close(): Promise<void> {
    for (const timer of this.#lingering) clearTimeout(timer);
    for (const served of this.#served) served.close();
    this.#served.clear();
    this.#parts.host.close();
    await this.#parts.desk.closeAll();
    await this.uploads.close();
  }

  /** Takes who is gone out of the projects that have nothing to do; the last to leave closes one. */
  #leaveIdle(jobs: readonly JobState[]): void {
    if (this.#departed.size === 0) return;
    const { desk } = this.#parts;
    const busy = new Set(jobs.map(({ project }) => project));
    for (const { handle, members } of desk.all) {
      if (busy.has(handle)) continue;
      for (const member of [...members]) {
        if (this.#departed.has(member)) void desk.leave(handle, member);
      }
    }
    for (const member of this.#departed) {
      if (!desk.all.some(({ members }) => members.has(member))) this.#departed.delete(member);
    }
  }

  #mediaOf(open: OpenProject): ProjectMedia {
    const media = this.#media.get(open) ?? new ProjectMedia(open.project);
    this.#media.set(open, media);
    return media;
  }

  #leave(open: OpenProject): void {
    this.#parts.queue.cancelProject(open.handle);
    void this.#media.get(open)?.close();
    this.#media.delete(open);
  }

  #tell<K extends EventName<AppContract>>(name: K, payload: PayloadOf<AppContract[K]>): void {
    for (const served of this.#served) served.emit(name, payload);
  }

  /** For states, of which the latest counts. */
  #latest<K extends EventName<AppContract>>(name: K): LatestGate<PayloadOf<AppContract[K]>> {
    return new LatestGate((payload) => this.#tell(name, payload), nodePlatform);
  }
}
