/** A project that a service on this machine has open, as a command edits it: one more replica. */
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../../shared/contract/contract.ts';
import type { CommitAnswer } from '../../../../shared/contract/document-calls.ts';
import { documentOf } from '../../../../shared/document/canonical-json.ts';
import { commitEdit, historyOf, replayStep } from '../../../../shared/document/history.ts';
import type { Committed, History, Step } from '../../../../shared/document/history.ts';
import type { Patch } from '../../../../shared/document/patch.ts';
import type { Client } from '../../../../shared/rpc/client.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { findProject } from '../../project/project-layout.ts';
import type { ProjectLayout } from '../../project/project-layout.ts';

export class RemoteProject {
  readonly layout: ProjectLayout;
  readonly client: Client<AppContract>;
  /** In calls of the contract. */
  readonly handle: string;
  readonly remarks: readonly string[] = [];
  /** As the service has it since the last call. */
  history: History;
  readonly #replica = `command-${randomBytes(6).toString('hex')}`;
  readonly #steps = new Map<string, Step>();
  #count = 0;

  private constructor(client: Client<AppContract>, layout: ProjectLayout, handle: string, history: History) {
    this.client = client;
    this.layout = layout;
    this.handle = handle;
    this.history = history;
    client.on('document.changed', ({ id, step }) => {
      if (id.startsWith(this.#replica)) this.#steps.set(id, step);
    });
  }

  /** @param path absolute. Fails as joining does. */
  static async open(client: Client<AppContract>, path: string): Promise<Result<RemoteProject>> {
    const layout = await findProject(path);
    if (!layout.ok) return layout;
    const opened = await client.call('project.open', { path: layout.value.folder });
    if (!opened.ok) return opened;
    const { project } = opened.value;
    const history = await readHistory(client, project);
    return history.ok ? ok(new RemoteProject(client, layout.value, project, history.value)) : history;
  }

  /** The document as it is now. Fails with 'lost'. */
  async refresh(): Promise<Result<void>> {
    const history = await readHistory(this.client, this.handle);
    if (!history.ok) return history;
    this.history = history.value;
    return ok(undefined);
  }

  /** Fails as `Project.commit`; 'conflict' also where a window was quicker. */
  commit(name: string, patch: Patch): Promise<Result<Committed>> {
    // What cannot be is told without asking.
    const planned = commitEdit(this.history, name, patch);
    if (!planned.ok) return Promise.resolve(planned);
    const id = this.#nextId();
    return this.#taken(id, this.client.call('document.commit', { project: this.handle, id, name, patch }));
  }

  undo(): Promise<Result<Committed>> {
    const id = this.#nextId();
    return this.#taken(id, this.client.call('document.undo', { project: this.handle, id }));
  }

  redo(): Promise<Result<Committed>> {
    const id = this.#nextId();
    return this.#taken(id, this.client.call('document.redo', { project: this.handle, id }));
  }

  /** The service keeps the project open for its windows. */
  async close(): Promise<Result<void>> {
    const closed = await this.client.call('project.close', { project: this.handle });
    return closed.ok ? ok(undefined) : closed;
  }

  #nextId(): string {
    return `${this.#replica}:${++this.#count}`;
  }

  /** The step is told before the call is answered. */
  async #taken(id: string, call: Promise<Result<CommitAnswer>>): Promise<Result<Committed>> {
    const answer = await call;
    if (!answer.ok) return answer;
    const step = this.#steps.get(id);
    if (step === undefined) throw new Error('expected to be told of the step');
    const { revision } = answer.value;
    const next = replayStep(this.history, step);
    this.history = next.ok ? { ...next.value, revision } : { ...this.history, revision };
    return ok({ history: this.history, step });
  }
}

async function readHistory(client: Client<AppContract>, project: string): Promise<Result<History>> {
  const opened = await client.call('document.open', { project });
  if (!opened.ok) return opened;
  return ok(historyOf(documentOf(opened.value.records), opened.value.revision));
}
