/** Paths for people. */
import { relative } from 'node:path';

/** From where they are, when that is shorter. @param path absolute @param folder where they are, absolute */
export function shownPath(path: string, folder: string): string {
  const near = relative(folder, path);
  return near.length < path.length ? near : path;
}
