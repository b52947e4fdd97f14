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
import { strings } from '../strings/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { OpenProject } from './open-project.svelte.ts';

export type LinkState = 'connecting' | 'ready' | 'lost';

export type Screen =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'busy';
      readonly title: string;
      readonly progress: StepProgress | null;
      readonly stop: () => void;
    }
  | { readonly kind: 'main'; readonly project: OpenProject };

class AppState {
  #client: AppClient | null = null;
  #link: LinkState = $state('connecting');
  #screen: Screen = $state.raw({ kind: 'start' });
  #recent: readonly RecentProject[] = $state.raw([]);
  #status: EngineStatus | null = $state.raw(null);
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

  async connect(): Promise<void> {
    this.#link = 'connecting';
    const connected = await connect();
    if (!connected.ok) {
      this.#link = 'lost';
      return;
    }
    const { client, welcome } = connected.value;
    this.#client = client;
    this.#link = 'ready';
    client.onLost(() => {
      this.#link = 'lost';
      // The application starts the engine again by itself, and answers when it has.
      if (welcome !== null) void this.connect();
    });
    client.on('engine.changed', (status) => this.#hear(status));
    const status = await client.call('engine.status', {});
    if (status.ok) this.#status = status.value;
    if (this.#screen.kind === 'main') await this.#screen.project.reconnect(client);
    else await this.#afterReload(client, welcome?.openPath ?? sessionStorage.getItem(pathKey));
  }

  async open(path: string): Promise<void> {
    await this.#enter(path, false, async (client) => client.call('project.open', { path }));
  }

  async openDemo(title: string): Promise<void> {
    await this.#enter(title, true, async (client, signal, report) =>
      client.call('project.demo', {}, { signal, onProgress: report }),
    );
  }

  /** @param prepare what the files are called on the service's side, once they are there */
  async create(
    title: string,
    prepare: (signal: AbortSignal, report: (progress: StepProgress) => void) => Promise<Result<CreateParams>>,
  ): Promise<void> {
    await this.#enter(title, true, async (client, signal, report) => {
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
    isNew: boolean,
    ask: (
      client: AppClient,
      signal: AbortSignal,
      report: (progress: StepProgress) => void,
    ) => Promise<Result<ProjectOpened>>,
  ): Promise<void> {
    const client = this.#client;
    if (client === null || this.#screen.kind === 'busy') return;
    const stop = new AbortController();
    const busy = (progress: StepProgress | null): void => {
      this.#screen = { kind: 'busy', title, progress, stop: () => stop.abort() };
    };
    this.#failure = null;
    busy(null);
    const opened = await ask(client, stop.signal, busy);
    const project = opened.ok ? await OpenProject.open(client, opened.value, isNew) : err(opened.error);
    if (project.ok) {
      this.#screen = { kind: 'main', project: project.value };
      rememberPath(project.value.path);
    } else {
      this.#screen = { kind: 'start' };
      if (project.error.code !== 'cancelled') this.#failure = project.error;
    }
  }

  #hear(status: EngineStatus): void {
    if (status.trainer === 'lost' && this.#status?.trainer !== 'lost') toasts.tell(strings.link.trainerLost);
    this.#status = status;
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

const pathKey = 'divisi.project';

function rememberPath(path: string | null): void {
  if (path === null) sessionStorage.removeItem(pathKey);
  else sessionStorage.setItem(pathKey, path);
}

export const app = new AppState();
