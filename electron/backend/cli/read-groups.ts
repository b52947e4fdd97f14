/** `--groups` and `--split-pitch`: a ready grouping, or a selection file. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import { parseGroupFile } from '../../../shared/music/groups/parse-group-file.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure } from '../engine/audio/file-failure.ts';

export type GroupOptions = { readonly groups?: string; readonly splitPitch?: number };

const readyGroups = ['tracks', 'channels', 'instruments', 'hands'] as const;
const maxGroupFileBytes = 4 * 2 ** 20;

/** Fails with 'bad-usage', 'file-missing' or 'file-unreadable'. */
export async function readGroups(options: GroupOptions, folder: string): Promise<Result<GroupSpec>> {
  const { splitPitch } = options;
  const groups = options.groups ?? (splitPitch === undefined ? 'tracks' : 'hands');
  if (splitPitch !== undefined && groups !== 'hands') {
    return err(divisiError('bad-usage', `--split-pitch goes with --groups hands, not with "${groups}".`));
  }
  if (groups === 'hands')
    return ok(splitPitch === undefined ? { kind: groups } : { kind: groups, splitPitch });
  const ready = readyGroups.find((name) => name === groups);
  if (ready !== undefined) return ok({ kind: ready });
  if (extname(groups).toLowerCase() !== '.json') {
    const message = `--groups: "${groups}" is none of ${readyGroups.join(', ')}, nor the name of a .json file.`;
    return err(divisiError('bad-usage', message));
  }
  const path = resolve(folder, groups);
  try {
    const { size } = await stat(path);
    if (size > maxGroupFileBytes) {
      return err(divisiError('bad-usage', `--groups: "${groups}" is too large for a selection file.`));
    }
    const parsed = parseGroupFile(await readFile(path, 'utf8'), basename(path));
    return parsed.ok ? ok({ kind: 'file', file: parsed.value }) : parsed;
  } catch (cause) {
    return err(readFailure(cause, path));
  }
}
