/** The JSON file of a bench: written whole after every row, so that a stopped bench goes on where it was. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { readFailure, writeFailure } from '../../electron/backend/engine/audio/file-failure.ts';
import { partialPath } from '../../electron/backend/engine/audio/output-file.ts';
import { identityKey } from './bench-row.ts';
import type { BenchRow, RowIdentity } from './bench-row.ts';

export class BenchFile {
  readonly path: string;
  readonly #rows: Map<string, BenchRow>;

  private constructor(path: string, rows: readonly BenchRow[]) {
    this.path = path;
    this.#rows = new Map(rows.map((row) => [identityKey(row), row]));
  }

  /** A file that does not exist is empty. Fails with 'file-unreadable' and 'bad-usage' (another kind of file). */
  static async open(path: string): Promise<Result<BenchFile>> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ok(new BenchFile(path, []));
      return err(readFailure(cause, path));
    }
    const rows = rowsOf(text);
    if (rows !== null) return ok(new BenchFile(path, rows));
    return err(divisiError('bad-usage', `--json: "${path}" exists and is not a file of this bench.`));
  }

  /** In the order in which they were first measured. */
  get rows(): readonly BenchRow[] {
    return [...this.#rows.values()];
  }

  has(identity: RowIdentity): boolean {
    return this.#rows.has(identityKey(identity));
  }

  /** Replaces a row of the same identity, and writes the file. */
  async add(row: BenchRow): Promise<Result<void>> {
    this.#rows.set(identityKey(row), row);
    const text = `{"rows": [\n${this.rows.map((each) => JSON.stringify(each)).join(',\n')}\n]}\n`;
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await writeFile(partialPath(this.path), text);
      await rename(partialPath(this.path), this.path);
      return ok(undefined);
    } catch (cause) {
      return err(writeFailure(cause, this.path));
    }
  }
}

function rowsOf(text: string): readonly BenchRow[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const rows = (parsed as { rows?: unknown } | null)?.rows;
    return Array.isArray(rows) ? (rows as BenchRow[]) : null;
  } catch {
    return null;
  }
}
