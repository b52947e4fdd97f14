/** The list of pieces of `divisi batch`: JSON or CSV, one piece a line, options of `divisi separate` beside it. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { parseCsv } from '../../../shared/std/csv.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Err, Result } from '../../../shared/std/result.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { uniqueNames } from '../../../shared/std/unique-names.ts';
import { readFailure } from '../engine/audio/file-failure.ts';

export type BatchPiece = {
  /** Name of its folder in the output folder; the same whichever shards there are. */
  readonly folder: string;
  readonly recording: string;
  readonly score: string;
  /** Options of `divisi separate` without their dashes; true for those without a value. */
  readonly options: Readonly<Record<string, string | true>>;
};

const maxManifestBytes = 16 * 2 ** 20;
/** Chosen by the batch itself. */
const ownOptions = ['out', 'json', 'force'];

/** Fails with 'file-missing', 'file-unreadable' or 'bad-usage', naming the piece by its number. */
export async function readManifest(path: string): Promise<Result<BatchPiece[]>> {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > maxManifestBytes) return bad(path, 'is too large for a list of pieces.');
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return err(readFailure(cause, path));
  }
  const extension = extname(path).toLowerCase();
  if (extension !== '.json' && extension !== '.csv') return bad(path, 'must end in .json or .csv.');
  const rows = extension === '.json' ? jsonRows(path, text) : csvRows(path, text);
  return rows.ok ? piecesOf(path, rows.value) : rows;
}

type Row = Readonly<Record<string, unknown>>;

function jsonRows(path: string, text: string): Result<Row[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (cause) {
    return bad(path, `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
  const top = isRow(parsed) ? parsed : { pieces: parsed };
  const { pieces, defaults = {} } = top;
  if (!Array.isArray(pieces) || !isRow(defaults)) {
    return bad(path, 'must be a list of pieces, or {"defaults": {...}, "pieces": [...]}.');
  }
  const rows: Row[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (!isRow(piece)) return bad(path, `has a piece ${index + 1} that is no object.`);
    rows.push({ ...defaults, ...piece });
  }
  return ok(rows);
}

function csvRows(path: string, text: string): Result<Row[]> {
  const [head, ...lines] = parseCsv(text);
  if (head === undefined) return bad(path, 'is empty.');
  const names = head.map((name) => name.trim());
  const long = lines.findIndex((cells) => cells.length > names.length);
  if (long >= 0) return bad(path, `has more cells than columns for piece ${long + 1}.`);
  return ok(
    lines.map((cells) =>
      Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()] as const)),
    ),
  );
}

function piecesOf(path: string, rows: readonly Row[]): Result<BatchPiece[]> {
  if (rows.length === 0) return bad(path, 'lists no pieces.');
  const pieces: BatchPiece[] = [];
  for (const [index, row] of rows.entries()) {
    const { recording, score, ...rest } = row;
    if (typeof recording !== 'string' || recording === '' || typeof score !== 'string' || score === '') {
      return bad(path, `needs "recording" and "score" for piece ${index + 1}.`);
    }
    const options: Record<string, string | true> = {};
    for (const [name, value] of Object.entries(rest)) {
      if (ownOptions.includes(name))
        return bad(path, `names "${name}" for piece ${index + 1}; the batch sets it.`);
      const text = optionText(value);
      if (text === undefined)
        return bad(path, `has a "${name}" for piece ${index + 1} that is no text or number.`);
      if (text !== false) options[name] = text;
    }
    const named =
      typeof options['piece'] === 'string' ? options['piece'] : basename(recording, extname(recording));
    pieces.push({ folder: safeFileName(named, `piece ${index + 1}`), recording, score, options });
  }
  const folders = uniqueNames(pieces.map(({ folder }) => folder));
  return ok(pieces.map((piece, index) => ({ ...piece, folder: folders[index]! })));
}

/** false where nothing is given; undefined where it cannot be an option. */
function optionText(value: unknown): string | true | false | undefined {
  if (value === '' || value === null || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(path: string, what: string): Err {
  return err(divisiError('bad-usage', `"${basename(path)}" ${what}`));
}
