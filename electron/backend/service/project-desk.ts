/**
 * The projects that are open, each with the windows that look at it. The only place that changes documents:
 * commits are given revisions here, happen once however often they are sent, and are told to everybody.
 */
import { realpath } from 'node:fs/promises';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { CommitAnswer, DocumentChange } from '../../../shared/contract/document-calls.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { Committed } from '../../../shared/document/history.ts';
import type { Patch } from '../../../shared/document/patch.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Project } from '../project/project.ts';
import { SessionFile } from '../project/session-file.ts';

/** Ids of commits that are remembered for each project: more than any window keeps unacknowledged. */
const rememberedIds = 20_000;

export type OpenProject = {
  readonly handle: string;
  readonly project: Project;
  /** Windows that have it open. */
  readonly members: Set<object>;
  /** By commit id; of commits that are on their way, too. */
  readonly answers: Map<string, Promise<Result<CommitAnswer>>>;
  readonly session: SessionFile;
};

export class ProjectDesk {
  readonly #onChange: (change: DocumentChange) => void;
  readonly #onClose: (open: OpenProject) => void;
  readonly #open = new Map<string, OpenProject>();
  #count = 0;
  #engineCommits = 0;
  /** Tells commits of this service from those of an earlier one. */
  readonly #engineName = `engine-${Date.now().toString(36)}`;
  /** Opening a folder twice at once must not open it twice, nor while it is being closed. */
  #entering: Promise<unknown> = Promise.resolve();

  constructor(onChange: (change: DocumentChange) => void, onClose: (open: OpenProject) => void) {
    this.#onChange = onChange;
    this.#onClose = onClose;
  }

  get(handle: string): Result<OpenProject> {
    const open = this.#open.get(handle);
    if (open !== undefined) return ok(open);
    return err(divisiError('project-missing', 'The project is not open any more; open it again.'));
  }

  get all(): readonly OpenProject[] {
    return [...this.#open.values()];
  }

  /** @param load opens the folder, unless it is open already. Fails as that. */
  enter(
    folder: string | null,
    member: object,
    load: () => Promise<Result<Project>>,
  ): Promise<Result<OpenProject>> {
    return this.#inTurn(() => this.#enter(folder, member, load));
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#entering.then(task);
    this.#entering = result.catch(() => {});
    return result;
  }

  async #enter(
    folder: string | null,
    member: object,
    load: () => Promise<Result<Project>>,
  ): Promise<Result<OpenProject>> {
    const place = folder === null ? null : await realpath(folder).catch(() => null);
    const known = this.all.find(({ project }) => project.layout.folder === place);
    if (known !== undefined) {
      known.members.add(member);
      return ok(known);
    }
    const loaded = await load();
    if (!loaded.ok) return loaded;
    const project = loaded.value;
    const handle = `p${++this.#count}${Math.floor(Math.random() * 36 ** 6).toString(36)}`;
    const open = {
      handle,
      project,
      members: new Set([member]),
      answers: knownAnswers(project),
      session: new SessionFile(project.layout.session),
    };
    this.#open.set(handle, open);
    return ok(open);
  }

  /** Closes the project when nobody is left. Fails as closing does; it is closed all the same. */
  leave(handle: string, member: object): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const open = this.#open.get(handle);
      if (open === undefined) return ok(null);
      open.members.delete(member);
      return open.members.size > 0 ? ok(null) : this.#close(open);
    });
  }

  closeAll(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all(this.all.map((open) => this.#close(open)));
    });
  }

  async #close(open: OpenProject): Promise<Result<null>> {
    this.#open.delete(open.handle);
    this.#onClose(open);
    await open.session.settled();
    const closed = await open.project.close();
    return closed.ok ? ok(null) : closed;
  }

  /** Fails as `Project.commit`. */
  commit(open: OpenProject, id: string, name: string, patch: Patch): Promise<Result<CommitAnswer>> {
    return this.#once(open, id, () => open.project.commit(name, patch, id));
  }

  undo(open: OpenProject, id: string): Promise<Result<CommitAnswer>> {
    return this.#once(open, id, () => open.project.undo(id));
  }

  redo(open: OpenProject, id: string): Promise<Result<CommitAnswer>> {
    return this.#once(open, id, () => open.project.redo(id));
  }

  /** What the engine found, on the document as it is when it gets in. Fails as the edit and the commit do. */
  async commitEdit(
    open: OpenProject,
    edit: (document: DocumentState) => Result<{ readonly name: string; readonly patch: Patch }>,
  ): Promise<Result<CommitAnswer>> {
    // A window may be quicker in between; its edit is then part of what this one builds on.
    for (let attempt = 1; ; attempt++) {
      const made = edit(open.project.history.document);
      if (!made.ok) return made;
      const { name, patch } = made.value;
      if (patch.length === 0) return ok({ revision: open.project.history.revision });
      const id = `${this.#engineName}:${++this.#engineCommits}`;
      const committed = await this.commit(open, id, name, patch);
      if (committed.ok || committed.error.code !== 'conflict' || attempt === 5) return committed;
    }
  }

  #once(
    open: OpenProject,
    id: string,
    take: () => Promise<Result<Committed>>,
  ): Promise<Result<CommitAnswer>> {
    const known = open.answers.get(id);
    if (known !== undefined) return known;
    const answer = take().then((committed): Result<CommitAnswer> => {
      if (!committed.ok) {
        // It did not happen, so that it may be tried again.
        open.answers.delete(id);
        return committed;
      }
      const { history, step } = committed.value;
      this.#onChange({ project: open.handle, revision: history.revision, step, id });
      return ok({ revision: history.revision });
    });
    open.answers.set(id, answer);
    const oldest = open.answers.keys().next();
    if (open.answers.size > rememberedIds && oldest.done !== true) open.answers.delete(oldest.value);
    return answer;
  }
}

/** What the journal remembers of commits before this process. */
function knownAnswers({ entries, history }: Project): Map<string, Promise<Result<CommitAnswer>>> {
  const first = history.revision - entries.length + 1;
  return new Map(
    entries.map(({ id }, index) => [id, Promise.resolve(ok({ revision: first + index }))] as const),
  );
}
