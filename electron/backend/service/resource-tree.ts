/**
 * What `/resources/<project>/<kind>/<path>` names: files of an open project's own folders, and the samples of
 * its recording. No path leads out: names are plain, links are not followed, and the kinds are few.
 */
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure, systemCode } from '../engine/audio/file-failure.ts';
import type { Recording } from '../engine/audio/recording.ts';
import type { ProjectLayout } from '../project/project-layout.ts';
import { fileResource } from './resource.ts';
import type { Resource } from './resource.ts';

export const resourceRoot = '/resources/';

/** Folders of a project that a window may read, by the name of the kind. */
const folderOfKind: Readonly<Record<string, (layout: ProjectLayout) => string>> = {
  cache: ({ cache }) => cache,
  exports: ({ exports }) => exports,
};

/** The kind whose only path names the samples themselves. */
const samplesKind = 'recording';
const samplesName = 'samples.f32';

const contentTypes: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.mid': 'audio/midi',
  '.json': 'application/json',
};

/** What a file may be called on every system: no separators, streams or controls, not beginning with a dot. */
const plainName = /^[^.\s/\\:*?"<>|\p{C}][^/\\:*?"<>|\p{C}]{0,255}$/u;
const mostLevels = 6;

export type ResourceOwner = {
  readonly layout: ProjectLayout;
  recording(): Promise<Result<Recording>>;
};

/** A path below `/resources/`: its parts decoded; null for one that cannot be meant. */
export function splitResource(
  path: string,
): { readonly project: string; readonly kind: string; readonly names: readonly string[] } | null {
  if (!path.startsWith(resourceRoot)) return null;
  let parts: string[];
  try {
    parts = path.slice(resourceRoot.length).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [project = '', kind = '', ...names] = parts;
  const isPlain =
    names.length > 0 && names.length <= mostLevels && names.every((name) => plainName.test(name));
  return isPlain ? { project, kind, names } : null;
}

/** The path of a file of the project. @throws RangeError for a file that no path names */
export function resourcePath(handle: string, layout: ProjectLayout, file: string): string {
  const path = findResource(handle, layout, file);
  if (path !== null) return path;
  throw new RangeError(`expected a file of the project's cache or exports, got "${file}"`);
}

/** @returns null for a file that lies elsewhere */
export function findResource(handle: string, layout: ProjectLayout, file: string): string | null {
  for (const [kind, folderOf] of Object.entries(folderOfKind)) {
    const inside = relative(folderOf(layout), file);
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) continue;
    return `${resourceRoot}${handle}/${kind}/${inside.split(sep).map(encodeURIComponent).join('/')}`;
  }
  return null;
}

export function samplesPath(handle: string): string {
  return `${resourceRoot}${handle}/${samplesKind}/${samplesName}`;
}

/** Fails with 'file-missing' for all that there is not, and 'file-unreadable'. */
export async function openResource(
  owner: ResourceOwner,
  kind: string,
  names: readonly string[],
): Promise<Result<Resource>> {
  if (kind === samplesKind && names.join('/') === samplesName) {
    const opened = await owner.recording();
    return opened.ok ? ok(samplesResource(opened.value)) : opened;
  }
  const folderOf = Object.hasOwn(folderOfKind, kind) ? folderOfKind[kind] : undefined;
  if (folderOf === undefined || !names.every((name) => plainName.test(name))) return missing(names);
  try {
    const folder = await realpath(folderOf(owner.layout));
    const file = join(folder, ...names);
    // A link anywhere on the way makes the two differ.
    if (!folder.startsWith(owner.layout.folder + sep) || (await realpath(file)) !== file)
      return missing(names);
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    if (!(await handle.stat()).isFile()) {
      await handle.close();
      return missing(names);
    }
    const type = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';
    return ok(await fileResource(handle, type));
  } catch (cause) {
    const gone = ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(cause) ?? '');
    return gone ? missing(names) : err(readFailure(cause, names.join('/')));
  }
}

/** Where a finished file lies, for what needs a path: dragging it out, showing its folder. Fails as `openResource`. */
export async function locateExport(layout: ProjectLayout, names: readonly string[]): Promise<Result<string>> {
  const owner = { layout, recording: () => Promise.resolve(missing(names)) };
  const opened = await openResource(owner, 'exports', names);
  if (!opened.ok) return opened;
  await opened.value.close();
  return ok(join(await realpath(layout.exports), ...names));
}

function missing(names: readonly string[]): Result<never> {
  return err(divisiError('file-missing', `There is no "${names.join('/')}" in the project.`));
}

const bytesPerSample = 4;
/** Samples of all channels read at once. */
const blockSamples = 32_768;

/** Float32, little endian, channels interleaved; closing it leaves the recording open. */
function samplesResource(recording: Recording): Resource {
  const { channels, lengthSamples } = recording;
  const frameBytes = channels * bytesPerSample;
  return {
    sizeBytes: lengthSamples * frameBytes,
    contentType: 'application/octet-stream',
    tag: `"samples-${lengthSamples.toString(36)}-${recording.sampleRate.toString(36)}"`,
    async *read(start, end) {
      for (let position = start; position < end;) {
        const first = Math.floor(position / frameBytes);
        const count = Math.min(blockSamples, Math.ceil(end / frameBytes) - first);
        const bytes = interleaved(await recording.read(first, count), count);
        const from = position - first * frameBytes;
        const block = bytes.subarray(from, Math.min(bytes.length, end - first * frameBytes));
        yield block;
        position += block.length;
      }
    },
    close: () => Promise.resolve(),
  };
}

function interleaved(channels: readonly Float32Array[], count: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(channels.length * count * bytesPerSample));
  channels.forEach((samples, channel) => {
    for (let i = 0; i < count; i++) {
      view.setFloat32((i * channels.length + channel) * bytesPerSample, samples[i]!, true);
    }
  });
  return new Uint8Array(view.buffer);
}
