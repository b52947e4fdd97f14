/**
 * The sampled piano of the demo: Salamander Grand Piano V3 by Alexander Holm (CC BY 3.0), as published in
 * npm packages, one for each of its 16 velocity layers. The desktop application has them beside its programs;
 * elsewhere they are fetched by npm, checked against a pinned hash and kept in the user's cache folder.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import pinnedPackages from './piano-packages.json' with { type: 'json' };
import { readTarFiles } from './tar-files.ts';

export type PianoPackage = {
  readonly name: string;
  readonly version: string;
  /** As the npm registry has it. */
  readonly integrity: string;
  /** MIDI velocity at which this layer was recorded, about. */
  readonly velocity: number;
};

/** Three layers, from piano to forte, cover what the demo's pieces need. */
export const pianoPackages: readonly PianoPackage[] = pinnedPackages;

export const pianoAttribution =
  'Piano samples: Salamander Grand Piano V3 by Alexander Holm, CC BY 3.0 ' +
  '(https://creativecommons.org/licenses/by/3.0/), from the npm packages @audio-samples/piano-velocity*. ' +
  'Changes made: cut to the onset, resampled, transposed to the notes between the samples, mixed.';

/** npm's own patience is over a minute where nothing answers at all. */
const impatience = ['--fetch-retries=1', '--fetch-retry-mintimeout=2000', '--fetch-timeout=60000'];
const unpackedLimitBytes = 64 << 20;

/** The package's Ogg Vorbis files by name, such as 'F#5v6.ogg'. Fails with 'download-failed' or 'cancelled'. */
export async function loadPianoPackage(
  wanted: PianoPackage,
  onFetch: (text: string) => void,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const stored = await storedPianoPackage(wanted);
  if (stored !== null) return ok(stored);
  onFetch(`Fetching ${wanted.name}@${wanted.version} with npm (5 MB, once).`);
  const folder = join(cacheFolder(), 'piano');
  const fetched = await fetchArchive(wanted, folder, join(folder, archiveNameOf(wanted)), signal);
  return fetched.ok ? ok(filesOf(fetched.value)) : fetched;
}

/** Its files where they are on the disk already; null otherwise. */
export async function storedPianoPackage(
  wanted: PianoPackage,
): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const name = archiveNameOf(wanted);
  const places = [...packedPlaces(name), join(cacheFolder(), 'piano', name)];
  const archive = await firstWhole(places, wanted.integrity);
  return archive === null ? null : filesOf(archive);
}

function archiveNameOf({ name, version }: PianoPackage): string {
  return `${name.split('/')[1] ?? ''}-${version}.tgz`;
}

function filesOf(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const tar = gunzipSync(archive, { maxOutputLength: unpackedLimitBytes });
  const files = [...readTarFiles(tar)].filter(([path]) => path.endsWith('.ogg'));
  return new Map(files.map(([path, bytes]) => [path.slice(path.lastIndexOf('/') + 1), bytes]));
}

/** Beside the program, or beside the folder of its chunks. */
function packedPlaces(archiveName: string): readonly string[] {
  return ['.', '..'].map((folder) => join(import.meta.dirname, folder, 'piano', archiveName));
}

async function firstWhole(paths: readonly string[], integrity: string): Promise<Uint8Array | null> {
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null && integrityOf(bytes) === integrity) return bytes;
  }
  return null;
}

/** DIVISI_CACHE, else XDG_CACHE_HOME/divisi, else the platform's usual place. */
function cacheFolder(): string {
  const own = process.env['DIVISI_CACHE'];
  if (own) return resolve(own);
  const xdg = process.env['XDG_CACHE_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'divisi');
  const local = process.env['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return join(local, 'divisi', 'cache');
  return join(homedir(), '.cache', 'divisi');
}

async function fetchArchive(
  wanted: PianoPackage,
  folder: string,
  archivePath: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const what = `${wanted.name}@${wanted.version}`;
  let download: string | undefined;
  try {
    await mkdir(folder, { recursive: true });
    download = await mkdtemp(join(folder, 'download-'));
    const { code, reason } = await runNpmPack(what, download, signal);
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const file = (await readdir(download)).find((name) => name.endsWith('.tgz'));
    if (code !== 0 || file === undefined) {
      return failed(`npm could not fetch the piano samples ${what} (${reason || `exit code ${code}`}).`);
    }
    const archive = await readFile(join(download, file));
    if (integrityOf(archive) !== wanted.integrity) {
      return failed(`What npm fetched for ${what} is not the expected file: its SHA-512 hash differs.`);
    }
    await rename(join(download, file), archivePath);
    return ok(archive);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return failed(`The piano samples ${what} could not be stored in "${folder}" (${reason}).`);
  } finally {
    if (download !== undefined) await rm(download, { recursive: true, force: true });
  }
}

function failed(message: string): Result<never> {
  return err(divisiError('download-failed', message));
}

function runNpmPack(
  what: string,
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly code: number; readonly reason: string }> {
  const args = [
    'pack',
    what,
    '--pack-destination',
    folder,
    '--ignore-scripts',
    '--loglevel=error',
    ...impatience,
  ];
  const cli = process.env['npm_execpath'];
  const [file, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((settle) => {
    const child = spawn(file, [...first, ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: file === 'npm' && process.platform === 'win32',
      signal,
    });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(0, 4000)));
    // npm's first line has the cause, 'npm error code ECONNREFUSED'; its last ones are general advice.
    const reason = (): string => (text.split('\n')[0] ?? '').replace(/^npm error (?:code )?/, '').trim();
    child.once('error', (cause) => settle({ code: 1, reason: cause.message }));
    child.once('close', (code) => settle({ code: code ?? 1, reason: reason() }));
  });
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}
