/** The window as a whole: the connection, and which screen is shown. */
import type { EngineStatus } from '../../shared/contract/engine-state.ts';
import type { CreateParams, ProjectOpened, RecentProject } from '../../shared/contract/project-calls.ts';
import type { StepProgress } from '../../shared/contract/engine-state.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import { err } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { connect } from '../backend/connection.ts';
import type { AppClient } from '../backend/connection.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { OpenProject } from './open-project.svelte.ts';

export type LinkState = 'connecting' | 'ready' | 'lost';

export type ImportStep = 'upload' | 'demo' | 'create' | 'decode' | 'align';

export type Screen =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'busy';
      readonly title: string;
      /** Phases that are gone through, in order; none where opening is all. */
      readonly steps: readonly ImportStep[];
      readonly progress: StepProgress | null;
      /** Once it is there, while it is still being prepared. */
      readonly project: OpenProject | null;
      readonly stop: () => void;
    }
  | { readonly kind: 'main'; readonly project: OpenProject; readonly isNew: boolean };

/** Between attempts to reach the engine again: twice as long each time. */
const firstRetryMs = 1000;
const mostRetryMs = 15_000;

class AppState {
  #client: AppClient | null = null;
  #link: LinkState = $state('connecting');
  #screen: Screen = $state.raw({ kind: 'start' });
  #recent: readonly RecentProject[] = $state.raw([]);
  #status: EngineStatus | null = $state.raw(null);
  #statusTimer: ReturnType<typeof setTimeout> | null = null;
  #connecting: Promise<void> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = firstRetryMs;
  /** Why the last attempt to open or create failed; shown in place. */
  #failure: DivisiError | null = $state.raw(null);

  get link(): LinkState {
    return this.#link;
  }

  get screen(): Screen {
    return this.#screen;
  }

  get recent(): readonly RecentProject[] {
    return this.#recent;
  }

  get status(): EngineStatus | null {
    return this.#status;
  }

  get failure(): DivisiError | null {
    return this.#failure;
  }

  get client(): AppClient | null {
    return this.#client;
  }

  /** Asked for while an attempt is under way it is done once; what follows a connection does not count. */
  connect(): Promise<void> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retryTimer);
    const connected = await connect().finally(() => (this.#connecting = null));
    if (!connected.ok) {
      this.#link = 'lost';
      this.#connectLater();
      return;
    }
    const { client, welcome } = connected.value;
    this.#client = client;
    this.#link = 'ready';
    this.#retryMs = firstRetryMs;
    client.onLost(() => {
      this.#link = 'lost';
      // The application starts the engine again by itself, and answers when it has.
      if (welcome !== null) void this.connect();
      else this.#connectLater();
    });
    client.on('engine.changed', (status) => this.#hear(status));
    // Backend, memory and what it does: while jobs come and go, and once after the last.
    client.on('jobs.changed', () => this.#askStatusSoon());
    await this.#askStatus();
    if (this.#screen.kind === 'main') await this.#screen.project.reconnect(client);
    else await this.#afterReload(client, welcome?.openPath ?? sessionStorage.getItem(pathKey));
  }

  /** What was told of the loss stays until there is a connection. */
  #connectLater(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.connect(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, mostRetryMs);
  }

  async open(path: string): Promise<void> {
    await this.#enter(path, [], async (client) => client.call('project.open', { path }));
  }

  async openDemo(title: string): Promise<void> {
    await this.#enter(title, ['demo', 'create', 'decode', 'align'], async (client, signal, report) =>
      client.call('project.demo', {}, { signal, onProgress: report }),
    );
  }

  /** @param prepare what the files are called on the service's side, once they are there */
  async create(
    title: string,
    prepare: (signal: AbortSignal, report: (progress: StepProgress) => void) => Promise<Result<CreateParams>>,
  ): Promise<void> {
    await this.#enter(title, ['upload', 'create', 'decode', 'align'], async (client, signal, report) => {
      const params = await prepare(signal, report);
      if (!params.ok) return params;
      return client.call('project.create', params.value, { signal, onProgress: report });
    });
  }

  async close(): Promise<void> {
    if (this.#screen.kind !== 'main') return;
    const { project } = this.#screen;
    this.#screen = { kind: 'start' };
    rememberPath(null);
    await project.close();
    await this.#listRecent();
  }

  forgetFailure(): void {
    this.#failure = null;
  }

  async #enter(
    title: string,
    steps: readonly ImportStep[],
    ask: (
      client: AppClient,
      signal: AbortSignal,
      report: (progress: StepProgress) => void,
    ) => Promise<Result<ProjectOpened>>,
  ): Promise<void> {
    const client = this.#client;
    if (client === null || this.#screen.kind === 'busy') return;
    const stop = new AbortController();
    const waiting = { kind: 'busy' as const, title, steps, stop: () => stop.abort() };
    const busy = (progress: StepProgress | null): void => {
      this.#screen = { ...waiting, progress, project: null };
    };
    this.#failure = null;
    busy(null);
    const opened = await ask(client, stop.signal, busy);
    const isNew = steps.length > 0;
    const project = opened.ok ? await OpenProject.open(client, opened.value, isNew) : err(opened.error);
    if (project.ok) {
      if (isNew) {
        const skip = new AbortController();
        this.#screen = { ...waiting, progress: null, project: project.value, stop: () => skip.abort() };
        const skipped = new Promise((resolve) => skip.signal.addEventListener('abort', resolve));
        await Promise.race([project.value.prepared, skipped]);
      }
      this.#screen = { kind: 'main', project: project.value, isNew };
      rememberPath(project.value.path);
    } else {
      this.#screen = { kind: 'start' };
      if (project.error.code !== 'cancelled') this.#failure = project.error;
    }
  }

  #hear(status: EngineStatus): void {
    this.#status = status;
  }

  #askStatusSoon(): void {
    if (this.#statusTimer !== null) return;
    this.#statusTimer = setTimeout(() => {
      this.#statusTimer = null;
      void this.#askStatus();
    }, statusMs);
  }

  async #askStatus(): Promise<void> {
    const status = (await this.#client?.call('engine.status', {})) ?? err(divisiError('lost', ''));
    if (status.ok) this.#hear(status.value);
  }

  /** A reload of the page stays in its project; the application knows what a new window is for. */
  async #afterReload(client: AppClient, path: string | null): Promise<void> {
    if (path === null) return this.#listRecent();
    await this.open(path);
    if (this.#screen.kind === 'start') rememberPath(null);
    if (!client.isLost) await this.#listRecent();
  }

  async #listRecent(): Promise<void> {
    const recent = (await this.#client?.call('project.recent', {})) ?? err(divisiError('lost', ''));
    if (recent.ok) this.#recent = recent.value.projects;
    else if (recent.error.code !== 'lost') toasts.fail(recent.error);
  }
}

/** Often enough for memory to be followed. */
const statusMs = 1500;
const pathKey = 'divisi.project';

function rememberPath(path: string | null): void {
  if (path === null) sessionStorage.removeItem(pathKey);
  else sessionStorage.setItem(pathKey, path);
}

export const app = new AppState();
