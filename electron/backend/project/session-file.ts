/** `session.json` of a project: what its last window had selected and looked at. Losing it loses no work. */
import { sessionShape } from '../../../shared/document/session.ts';
import type { Session } from '../../../shared/document/session.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writePending } from '../engine/pending-file.ts';
import { parseHostileJson } from './hostile-json.ts';
import { readPlainFile } from './plain-file.ts';
import { nodeProjectDisk } from './project-disk.ts';
import type { ProjectDisk } from './project-disk.ts';

/** A selection of every note of the largest score has about half of it. */
const maxBytes = 4 * 2 ** 20;

export class SessionFile {
  readonly #path: string;
  readonly #disk: ProjectDisk;
  /** What is to be written next, and what its writers wait for. */
  #next: { session: Session; readonly written: Promise<Result<void>> } | null = null;
  #work: Promise<unknown> = Promise.resolve();

  /** @param path see `ProjectLayout.session` */
  constructor(path: string, disk: ProjectDisk = nodeProjectDisk) {
    this.#path = path;
    this.#disk = disk;
  }

  /** Null for a file that is not there, not whole, of another version, or not Divisi's. */
  async read(): Promise<Session | null> {
    if (this.#next !== null) return this.#next.session;
    await this.#work;
    const bytes = await readPlainFile(this.#path, maxBytes);
    if (!bytes.ok) return null;
    const parsed = parseHostileJson(bytes.value.toString('utf8'), `"${this.#path}"`);
    const isSession = parsed.ok && sessionShape.fault(parsed.value, 'session') === null;
    return isSession ? (parsed.value as Session) : null;
  }

  /**
   * Appears whole. Of several that wait for the disk the last one is written, for all of them.
   * Fails with 'disk-full' or 'output-unwritable'; the file is then as it was.
   */
  write(session: Session): Promise<Result<void>> {
    if (this.#next !== null) {
      this.#next.session = session;
      return this.#next.written;
    }
    const written = this.#work.then(() => this.#flush());
    this.#work = written;
    this.#next = { session, written };
    return written;
  }

  /** When nothing is on its way to the disk any more. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #flush(): Promise<Result<void>> {
    const { session } = this.#next!;
    this.#next = null;
    const bytes = Buffer.from(`${JSON.stringify(session, null, 1)}\n`);
    const pending = await writePending(this.#path, [bytes], this.#disk);
    if (!pending.ok) return pending;
    const named = await pending.value.commit();
    return named.ok ? ok(undefined) : named;
  }
}
