/**
 * An open project: the document as it was last acknowledged, and the only way to change it. Every commit is a line
 * of the journal, on the disk (fdatasync) before it is acknowledged; commits that arrive during a sync share
 * the next one. Snapshots are written on `save`, on `close`, and by themselves when the journal has grown.
 */
import { divisiError } from '../../../shared/contract/errors.ts';
import { commitEdit, redo, undo } from '../../../shared/document/history.ts';
import type { Committed, History } from '../../../shared/document/history.ts';
import type { Patch } from '../../../shared/document/patch.ts';
import { rebasePatch } from '../../../shared/document/rebase-patch.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { entryText } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import { lineText, nextLine } from './journal-format.ts';
import type { JournalLine, JournalPoint } from './journal-format.ts';
import { JournalWriter } from './journal-writer.ts';
import type { ProjectDisk } from './project-disk.ts';
import type { ProjectLayout } from './project-layout.ts';
import type { ProjectLock } from './project-lock.ts';
import { saveSnapshot, writeJournal } from './save-snapshot.ts';

/** What opening found; the project takes it from there. */
export type ProjectStart = {
  readonly layout: ProjectLayout;
  readonly disk: ProjectDisk;
  /** Null for reading only. */
  readonly lock: ProjectLock | null;
  readonly history: History;
  readonly point: JournalPoint;
  readonly snapshotPoint: JournalPoint;
  /** What the journal holds. */
  readonly lines: readonly JournalLine[];
  readonly journalBytes: number;
  readonly entries: readonly JournalEntry[];
  readonly remarks: readonly string[];
};

/** Edits after which a snapshot is written, so that opening stays quick. */
const savedEveryLines = 1000;
const savedEveryBytes = 8 * 2 ** 20;
/** Edits that can be undone after the project was closed, at least while they are small. */
const keptLines = 1000;
const keptCharacters = 4 * 2 ** 20;
/** Far more than aligning the largest score takes. */
const maxEntryCharacters = 128 * 2 ** 20;

type Pending = {
  readonly committed: Committed;
  readonly line: JournalLine;
  settle(result: Result<Committed>): void;
};
type Latest = { readonly history: History; readonly point: JournalPoint };

export class Project {
  readonly layout: ProjectLayout;
  /** The edits that the journal held when the project was opened, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** What opening found wrong and did about it, in sentences for people. */
  readonly remarks: readonly string[];
  readonly #disk: ProjectDisk;
  readonly #lock: ProjectLock | null;
  #durable: Latest;
  /** With the commits that are not on the disk yet. */
  #latest: Latest;
  #snapshotPoint: JournalPoint;
  #journal: { lines: JournalLine[]; bytes: number };
  #writer: JournalWriter | null = null;
  #pending: Pending[] = [];
  #work: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(start: ProjectStart) {
    this.layout = start.layout;
    this.entries = start.entries;
    this.remarks = start.remarks;
    this.#disk = start.disk;
    this.#lock = start.lock;
    this.#durable = { history: start.history, point: start.point };
    this.#latest = this.#durable;
    this.#snapshotPoint = start.snapshotPoint;
    this.#journal = { lines: [...start.lines], bytes: start.journalBytes };
  }

  /** As it was last acknowledged, with what can be undone and redone. */
  get history(): History {
    return this.#durable.history;
  }

  get isReadOnly(): boolean {
    return this.#lock === null;
  }

  /** The revision of the snapshot on the disk. */
  get savedRevision(): number {
    return this.#snapshotPoint.revision;
  }

  /**
   * May be called before earlier commits are done; it builds on them, and fails when one of them does.
   * @param name for the list of undo: 'Move 3 notes'
   * @param id see {@link JournalEntry}
   * Fails with 'conflict' or 'edit-refused' (see `commitEdit`), 'disk-full' or 'output-unwritable'; the document is
   * then as it was, and the same patch may be tried again.
   */
  commit(name: string, patch: Patch, id = ''): Promise<Result<Committed>> {
    return this.#step((history) => {
      // What another window did since then may leave room for it.
      const rebased = rebasePatch(history.document, patch);
      return rebased.ok ? commitEdit(history, name, rebased.value) : rebased;
    }, id);
  }

  /** Fails as `commit`, also when there is nothing to undo. */
  undo(id = ''): Promise<Result<Committed>> {
    return this.#step(undo, id);
  }

  /** Fails as `commit`, also when there is nothing to redo. */
  redo(id = ''): Promise<Result<Committed>> {
    return this.#step(redo, id);
  }

  /** Writes the snapshot. Fails with 'disk-full' or 'output-unwritable'; nothing that was acknowledged is lost. */
  save(): Promise<Result<void>> {
    const usable = this.#checkUsable();
    return usable.ok ? this.#afterWork(() => this.#save()) : Promise.resolve(usable);
  }

  /** Saves, and lets others open the project, even where saving fails. Harmless when called again. */
  async close(): Promise<Result<void>> {
    if (this.#isClosed) return ok(undefined);
    const saved = this.#lock === null ? ok(undefined) : await this.save();
    this.#isClosed = true;
    await this.#afterWork(async () => {
      await this.#writer?.close();
      await this.#lock?.release();
    });
    return saved;
  }

  #step(take: (history: History) => Result<Committed>, id: string): Promise<Result<Committed>> {
    const usable = this.#checkUsable();
    if (!usable.ok) return Promise.resolve(usable);
    const taken = take(this.#latest.history);
    if (!taken.ok) return Promise.resolve(taken);
    const committed = taken.value;
    const text = entryText({ id, step: committed.step });
    if (text.length > maxEntryCharacters) {
      return Promise.resolve(err(divisiError('edit-refused', 'The edit is too large for a project.')));
    }
    const line = nextLine(this.#latest.point, text);
    this.#latest = { history: committed.history, point: line };
    return new Promise((settle) => {
      this.#pending.push({ committed, line, settle });
      if (this.#pending.length === 1) void this.#afterWork(() => this.#flush());
    });
  }

  #checkUsable(): Result<void> {
    if (this.#isClosed) throw new Error('expected an open project');
    if (this.#lock !== null) return ok(undefined);
    const message = `"${this.layout.folder}" was opened for reading only.`;
    return err(divisiError('output-unwritable', message));
  }

  /** One thing at a time, in order. */
  #afterWork<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.catch(() => {});
    return result;
  }

  async #flush(): Promise<void> {
    const batch = this.#pending;
    this.#pending = [];
    const last = batch.at(-1);
    if (last === undefined) return;
    const written = await this.#append(batch.map(({ line }) => lineText(line)).join(''));
    if (!written.ok) {
      // Later commits were built on these.
      const failed = [...batch, ...this.#pending];
      this.#pending = [];
      this.#latest = this.#durable;
      for (const pending of failed) pending.settle(written);
      return;
    }
    this.#durable = { history: last.committed.history, point: last.line };
    this.#journal.lines.push(...batch.map(({ line }) => line));
    for (const pending of batch) pending.settle(ok(pending.committed));
    const sinceSaved = this.#durable.point.revision - this.#snapshotPoint.revision;
    const isLarge = this.#journal.bytes > savedEveryBytes && sinceSaved > 0;
    // What fails here is tried again at the next commit, and told by `save` and `close`.
    if (sinceSaved >= savedEveryLines || isLarge) await this.#save();
  }

  async #append(text: string): Promise<Result<void>> {
    if (this.#writer === null) {
      const opened = await JournalWriter.open(this.#disk, this.layout.journal, this.#journal.bytes);
      if (!opened.ok) return opened;
      this.#writer = opened.value;
    }
    const appended = await this.#writer.append(text);
    this.#journal.bytes = this.#writer.bytes;
    return appended;
  }

  async #save(): Promise<Result<void>> {
    const { history, point } = this.#durable;
    const before = this.#snapshotPoint;
    if (point.revision === before.revision) return ok(undefined);
    const saved = await saveSnapshot(this.#disk, this.layout, history.document, point);
    if (!saved.ok) return saved;
    this.#snapshotPoint = point;
    const first = this.#firstKept(before.revision);
    if (first === 0) return ok(undefined);
    const base = this.#journal.lines[first - 1]!;
    const lines = this.#journal.lines.slice(first);
    const written = await writeJournal(this.#disk, this.layout, base, lines);
    // The longer journal serves as well.
    if (!written.ok) return ok(undefined);
    await this.#writer?.close();
    this.#writer = null;
    this.#journal = { lines, bytes: written.value };
    return ok(undefined);
  }

  /**
   * Index of the first line that the journal keeps. It goes on from the previous snapshot, so that even a damaged
   * one loses nothing, and for the sake of undo some way farther back.
   */
  #firstKept(previousRevision: number): number {
    const { lines } = this.#journal;
    let first = lines.length;
    let characters = 0;
    while (first > 0) {
      const line = lines[first - 1]!;
      characters += line.entry.length;
      const isNeeded = line.revision > previousRevision;
      if (!isNeeded && (lines.length - first >= keptLines || characters > keptCharacters)) break;
      first--;
    }
    return first;
  }
}
