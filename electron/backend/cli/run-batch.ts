/**
 * `divisi batch`: separates every piece of a list. Each has a folder of its own, and a record in it; failures are
 * recorded and stop no other piece. Shards of one list never write the same file.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { utf8Bytes } from '../../../shared/std/utf8.ts';
import { prepareFolder } from '../engine/check-outputs.ts';
import { writePending } from '../engine/pending-file.ts';
import type { SeparationReport } from '../engine/separation-report.ts';
import { readManifest } from './batch-manifest.ts';
import type { BatchPiece } from './batch-manifest.ts';
import type { CommandIo } from './command-io.ts';
import { spreadLists } from './align-options.ts';
import { cancelled } from './report-error.ts';
import { runSeparate } from './run-separate.ts';
import { addSeparateOptions } from './separate-options.ts';
import type { SeparateOptions } from './separate-options.ts';

export type BatchOptions = {
  readonly out: string;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly resume?: true;
};

/** One line of the answer, and with the whole report the record in the piece's folder. */
export type BatchLine = {
  readonly piece: string;
  /** Position in the list, from 1. */
  readonly number: number;
  readonly ok: boolean;
  /** Whether an earlier run had finished it. */
  readonly skipped: boolean;
  readonly folder: string;
  readonly seconds: number | null;
  readonly nullDepthDb: number | 'not applicable' | null;
  readonly error: { readonly code: string; readonly message: string } | null;
};

export type BatchSummary = { readonly done: number; readonly skipped: number; readonly failed: number };

const recordName = 'batch-result.json';

/** Fails as reading the list does, with 'output-unwritable' for the output folder, or with 'cancelled'. */
export async function runBatch(
  manifest: string,
  options: BatchOptions,
  io: CommandIo,
): Promise<Result<BatchSummary>> {
  const path = resolve(io.folder, manifest);
  const pieces = await readManifest(path);
  if (!pieces.ok) return pieces;
  const out = resolve(io.folder, options.out);
  const prepared = await prepareFolder(out);
  if (!prepared.ok) return prepared;
  const { index, count } = options.shard ?? { index: 1, count: 1 };
  const summary = { done: 0, skipped: 0, failed: 0 };
  for (const [position, piece] of pieces.value.entries()) {
    if (position % count !== index - 1) continue;
    if (io.signal.aborted) return cancelled();
    const line = await runPiece(piece, position + 1, join(out, piece.folder), dirname(path), options, io);
    if (line === undefined) return cancelled();
    io.writeOut(`${JSON.stringify(line)}\n`);
    if (line.skipped) summary.skipped++;
    else if (line.ok) summary.done++;
    else summary.failed++;
  }
  return ok(summary);
}

/** @returns undefined when it was stopped. */
async function runPiece(
  piece: BatchPiece,
  number: number,
  folder: string,
  listFolder: string,
  options: BatchOptions,
  io: CommandIo,
): Promise<BatchLine | undefined> {
  const base = { piece: piece.folder, number, folder };
  const fingerprint = fingerprintOf(piece);
  if (options.resume === true) {
    const finished = await readRecord(folder);
    if (finished?.ok === true && finished.fingerprint === fingerprint) {
      const { seconds, nullDepthDb } = finished;
      return { ...base, ok: true, skipped: true, seconds, nullDepthDb, error: null };
    }
  }
  io.writeErr(`${number}: ${piece.folder}\n`);
  const result = await separatePiece(piece, folder, listFolder, options.resume === true, io);
  if (io.signal.aborted || (!result.ok && result.error.code === 'cancelled')) return undefined;
  const line: BatchLine = result.ok
    ? {
        ...base,
        ok: true,
        skipped: false,
        seconds: result.value.seconds.total,
        nullDepthDb: result.value.nullDepthDb,
        error: null,
      }
    : { ...base, ok: false, skipped: false, seconds: null, nullDepthDb: null, error: errorOf(result.error) };
  const record = { ...line, fingerprint, report: result.ok ? result.value : null };
  const written = await writeRecord(folder, record);
  return written.ok ? line : { ...line, ok: false, error: errorOf(written.error) };
}

async function separatePiece(
  piece: BatchPiece,
  folder: string,
  listFolder: string,
  force: boolean,
  io: CommandIo,
): Promise<Result<SeparationReport>> {
  const command = addSeparateOptions(new Command('separate'))
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
  const args = ['--out', folder];
  for (const [name, value] of Object.entries(piece.options)) {
    args.push(`--${name}`, ...(value === true ? [] : [value]));
  }
  // What a broken run left in the piece's own folder gives way.
  if (force) args.push('--force');
  try {
    command.parse(spreadLists(args), { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return err(divisiError('bad-usage', cause.message.replace(/^error: /, '')));
  }
  const options = command.opts<SeparateOptions>();
  return runSeparate(piece.recording, piece.score, options, { ...io, folder: listFolder });
}

type BatchRecord = BatchLine & { readonly fingerprint: string };

async function readRecord(folder: string): Promise<BatchRecord | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, recordName), 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as BatchRecord) : undefined;
  } catch {
    // Missing or cut off: the piece is not finished.
    return undefined;
  }
}

async function writeRecord(folder: string, record: object): Promise<Result<void>> {
  const prepared = await prepareFolder(folder);
  if (!prepared.ok) return prepared;
  const bytes = utf8Bytes(`${JSON.stringify(record, null, 2)}\n`);
  const pending = await writePending(join(folder, recordName), [bytes]);
  return pending.ok ? pending.value.commit() : pending;
}

/** Of what was asked: another score or another option makes the piece unfinished. */
function fingerprintOf({ recording, score, options }: BatchPiece): string {
  const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([recording, score, sorted]))
    .digest('hex');
}

function errorOf({ code, message }: DivisiError): BatchLine['error'] {
  return { code, message };
}

export function describeBatch({ done, skipped, failed }: BatchSummary): string {
  return `${done} done, ${skipped} finished before, ${failed} failed\n`;
}
