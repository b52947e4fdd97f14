/** `bench tables`: the tables of files measured before, printed or put into a page. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { partialPath } from '../../../electron/backend/engine/audio/output-file.ts';
import { BenchFile } from '../bench-file.ts';
import type { BenchRow } from '../bench-row.ts';
import { fillPage } from './fill-page.ts';
import { renderTables } from './render-tables.ts';

export type TablesIo = {
  writeOut(text: string): void;
  writeErr(text: string): void;
  readonly folder: string;
};

/** @returns the exit code */
export async function printTables(args: readonly string[], io: TablesIo): Promise<number> {
  let paths: readonly string[];
  let page: string | undefined;
  try {
    const options = { json: { type: 'string', multiple: true }, write: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    paths = values.json ?? [];
    page = values.write;
  } catch (cause) {
    io.writeErr(`bench tables: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    return 2;
  }
  const rows: BenchRow[] = [];
  for (const path of paths) {
    const file = await BenchFile.open(resolve(io.folder, path));
    if (!file.ok) {
      io.writeErr(`bench tables: ${file.error.message}\n`);
      return 3;
    }
    rows.push(...file.value.rows);
  }
  if (rows.length === 0) {
    io.writeErr('bench tables: --json FILE names no file with rows.\n');
    return 2;
  }
  if (page === undefined) {
    io.writeOut(renderTables(rows));
    return 0;
  }
  const path = resolve(io.folder, page);
  const { text, filled, missing } = fillPage(await readFile(path, 'utf8'), rows);
  await writeFile(partialPath(path), text);
  await rename(partialPath(path), path);
  io.writeErr(`Filled ${filled.join(', ')} in "${path}".\n`);
  if (missing.length > 0) io.writeErr(`The page has no place for ${missing.join(', ')}.\n`);
  return 0;
}
