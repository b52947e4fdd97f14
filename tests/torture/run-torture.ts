/** Kills processes at random moments of their work on a project, and looks at what is left. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import { measureNullDepth } from '../../electron/backend/engine/stems/null-depth.ts';
import { createProject } from '../../electron/backend/project/create-project.ts';
import { isContent } from '../../electron/backend/project/find-media.ts';
import { openProject } from '../../electron/backend/project/open-project.ts';
import type { Project } from '../../electron/backend/project/project.ts';
import { removeLeftovers } from '../../electron/backend/project/remove-leftovers.ts';
import { documentText } from '../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { recordsOf } from '../../shared/document/record-table.ts';
import type { Result } from '../../shared/std/result.ts';
import { createRng } from '../../shared/std/rng.ts';
import type { Rng } from '../../shared/std/rng.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

export type TortureOptions = {
  /** Holds the built entries. */
  readonly bundle: string;
  /** Empty; stays for a look when something went wrong. */
  readonly scratch: string;
  readonly runs: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

const kinds = ['edit', 'large', 'save', 'train', 'export'] as const;
export type TortureKind = (typeof kinds)[number];

export type TortureCounts = {
  readonly [K in TortureKind]: {
    kills: number;
    /** The document is the last one that was acknowledged. */
    acknowledged: number;
    /** It has edits whose acknowledgement the kill cut off. */
    ahead: number;
    /** An edit was cut off in the middle of its line. */
    cutOff: number;
    /** What must not be: in sentences. */
    readonly failures: string[];
  };
};

/** Of every ten: trainings and exports take seconds, edits do not. */
const plan: readonly TortureKind[] = [
  'edit',
  'save',
  'large',
  'export',
  'edit',
  'save',
  'large',
  'train',
  'edit',
  'save',
];
/** The longest a process is left alone, ms after it began its work. */
const longestMs = { edit: 250, large: 400, save: 250, train: 5000, export: 2000 } as const;

export async function runTorture(options: TortureOptions): Promise<TortureCounts> {
  const { scratch, runs, seed, say } = options;
  const rng = createRng(seed);
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, { kills: 0, acknowledged: 0, ahead: 0, cutOff: 0, failures: [] }]),
  ) as unknown as TortureCounts;
  const folder = await createVictim(scratch);
  // The quickest method: what is killed is not the arithmetic.
  await command(options, ['project', 'set', folder, '--method', 'A+']);
  await command(options, ['project', 'train', folder, '--backend', 'cpu']);
  for (let run = 0; run < runs; run++) {
    const kind = plan[run % plan.length]!;
    const of = counts[kind];
    const log = join(scratch, `${run}.log`);
    const before = await inspect(folder, 'read');
    if (typeof before === 'string') of.failures.push(`run ${run}: before: ${before}`);
    const killed = await killAt(options, kind, folder, log, rng);
    of.kills += killed ? 1 : 0;
    const after = await inspect(folder, 'write');
    // There is nothing to go on with.
    if (typeof before === 'string') break;
    if (typeof after === 'string') {
      of.failures.push(`run ${run}: ${after}`);
      break;
    }
    const verdict = judge(kind, before, after, existsSync(log) ? readFileSync(log, 'utf8') : '');
    if (verdict.fault === null) of[verdict.isAhead ? 'ahead' : 'acknowledged'] += 1;
    else of.failures.push(`run ${run}: ${verdict.fault}`);
    if (after.remarks.some((remark) => remark.includes('cut off'))) of.cutOff += 1;
    await rm(log, { force: true });
    if ((run + 1) % 20 === 0) say(`${run + 1} of ${runs}`);
  }
  return counts;
}

async function createVictim(scratch: string): Promise<string> {
  await mkdir(scratch, { recursive: true });
  const piece = await writeToyPiece((name) => join(scratch, name));
  const folder = join(scratch, 'project');
  const created = await createProject(
    { ...piece, folder, groups: { kind: 'tracks' }, copiesRecording: true },
    { signal: new AbortController().signal, warn: () => {} },
  );
  await valueOf(created).close();
  return folder;
}

/** @returns whether the process was still at work when it was killed */
async function killAt(
  options: TortureOptions,
  kind: TortureKind,
  folder: string,
  log: string,
  rng: Rng,
): Promise<boolean> {
  const waitMs = rng.nextFloat() * longestMs[kind];
  const isEditing = kind !== 'train' && kind !== 'export';
  const args = isEditing
    ? ['torture-victim', folder, log, String(rng.nextUint32()), kind]
    : [
        'cli',
        'project',
        kind === 'train' ? 'train' : 'render',
        folder,
        '--backend',
        'cpu',
        ...(kind === 'export' ? ['--force'] : []),
      ];
  const child = start(options, args);
  const ended = once(child, 'exit');
  if (isEditing) await Promise.race([ended, ready(log)]);
  await Promise.race([ended, sleep(waitMs)]);
  const wasRunning = child.exitCode === null;
  // Half of the time its children learn of it only by its end.
  const isWhole = rng.nextInt(2) === 0;
  signal(isWhole && child.pid !== undefined ? -child.pid : child.pid, 'SIGKILL');
  await ended;
  await gone(child);
  return wasRunning;
}

function start({ bundle }: TortureOptions, [entry = '', ...args]: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(bundle, `${entry}.entry.js`), ...args], {
    stdio: 'ignore',
    // A group of its own, so that it can be killed with its children.
    detached: true,
  });
}

async function command(options: TortureOptions, args: readonly string[]): Promise<void> {
  const [code] = (await once(start(options, ['cli', ...args]), 'exit')) as [number | null];
  if (code !== 0) throw new Error(`divisi ${args.join(' ')} ended with ${code}`);
}

async function ready(log: string): Promise<void> {
  while (!existsSync(log) || readFileSync(log, 'utf8') === '') await sleep(5);
}

/** Waits for the last process of the group: a trainer that lost its parent tidies up. */
async function gone({ pid }: ChildProcess): Promise<void> {
  while (pid !== undefined && signal(-pid, 0)) await sleep(10);
}

function signal(pid: number | undefined, name: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(pid, name);
  } catch {
    return false;
  }
}

type Found = {
  readonly revision: number;
  readonly digest: string;
  readonly versions: number;
  readonly remarks: readonly string[];
};

/** What a project is found to be, or what is wrong with it. */
async function inspect(folder: string, access: 'read' | 'write'): Promise<Found | string> {
  const opened = await openProject(folder, access);
  if (!opened.ok) return `${opened.error.code}: ${opened.error.message}`;
  const project = opened.value;
  const { history, remarks } = project;
  const { document, revision } = history;
  const wrong = access === 'write' ? await wrongFiles(project) : [];
  const closed = await project.close();
  if (!closed.ok) return `closing: ${closed.error.message}`;
  if (wrong.length > 0) return wrong.join('; ');
  return { revision, digest: digestOf(document), versions: document.versions.size, remarks };
}

/** Half-written files, weights that are not whole, stems that are not as long as the recording. */
async function wrongFiles({ layout, history }: Project): Promise<string[]> {
  const { signal: never } = new AbortController();
  const wrong: string[] = [];
  for (const folder of [layout.folder, layout.media, layout.weights]) {
    const names = existsSync(folder) ? await readdir(folder) : [];
    wrong.push(...names.filter((name) => name.endsWith('.partial')).map((name) => `"${name}" was left`));
  }
  for (const { id, weights } of recordsOf(history.document.versions)) {
    const same = await isContent(join(layout.folder, weights.path), weights, never);
    if (!same.ok || !same.value) wrong.push(`the weights of ${id} are not whole`);
  }
  return [...wrong, ...(await wrongExports(layout))];
}

/** What opens the project some time later tidies up; then every set of stems sums to the recording, or is not there. */
async function wrongExports(layout: Project['layout']): Promise<string[]> {
  await removeLeftovers(layout, Date.now() + 3_600_000);
  const folders = existsSync(layout.exports) ? await readdir(layout.exports) : [];
  const wrong: string[] = [];
  const recording = valueOf(await openRecording(join(layout.media, 'recording', 'toy.wav')));
  const { lengthSamples } = recording;
  for (const folder of folders) {
    const names = await readdir(join(layout.exports, folder));
    wrong.push(...names.filter((name) => !name.endsWith('.wav')).map((name) => `"${name}" was left`));
    const stems = names
      .filter((name) => name.endsWith('.wav'))
      .map((name) => join(layout.exports, folder, name));
    const depth = await measureNullDepth(recording, { startSample: 0, lengthSamples }, stems);
    if (!depth.ok) wrong.push(depth.error.message);
    else if (depth.value.depthDb > -100)
      wrong.push(`"${folder}" sums to ${depth.value.depthDb.toFixed(0)} dB`);
  }
  await recording.close();
  return wrong;
}

type Verdict = { readonly fault: string | null; readonly isAhead: boolean };

function judge(kind: TortureKind, before: Found, after: Found, log: string): Verdict {
  const wrong = (fault: string): Verdict => ({ fault, isAhead: false });
  const right = (isAhead: boolean): Verdict => ({ fault: null, isAhead });
  const strange = after.remarks.find((remark) => !remark.includes('cut off'));
  if (strange !== undefined) return wrong(strange);
  const lines = log.split('\n');
  const fault = lines.find((line) => line.startsWith('fault'));
  if (fault !== undefined) return wrong(fault);
  if (kind === 'train' || kind === 'export') {
    if (after.digest === before.digest) return right(false);
    const isTrained = after.revision === before.revision + 1 && after.versions === before.versions + 1;
    return kind === 'train' && isTrained ? right(true) : wrong('the document is another one');
  }
  const acked = Math.max(before.revision, ...lines.map((line) => Number(/^ack (\d+)$/.exec(line)?.[1] ?? 0)));
  if (after.revision < acked) return wrong(`revision ${after.revision}, but ${acked} was acknowledged`);
  const tried = new Map(
    lines.flatMap((line) => {
      const [, revision, digest = ''] = /^try (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
      return revision === undefined ? [] : [[Number(revision), digest] as const];
    }),
  );
  const expected = after.revision === before.revision ? before.digest : tried.get(after.revision);
  if (after.digest !== expected) return wrong(`revision ${after.revision} is another document`);
  return right(after.revision > acked);
}

function digestOf(document: DocumentState): string {
  return createHash('sha256').update(documentText(document)).digest('hex');
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}
