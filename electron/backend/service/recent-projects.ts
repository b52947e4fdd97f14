/** Projects that were opened lately, for the start page. Nothing depends on the file. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecentProject } from '../../../shared/contract/project-calls.ts';
import { listOf, objectOf, textLike } from '../../../shared/std/shape.ts';
import { partialPath } from '../engine/audio/output-file.ts';
import { makeFolder } from '../engine/make-folder.ts';

const mostProjects = 30;
const someText = textLike(/^[^\p{Cc}]{1,4000}$/u, 'a text');
const shape = listOf(
  objectOf<RecentProject>({ path: someText, name: someText, openedAt: someText }),
  mostProjects,
);

export class RecentProjects {
  readonly #path: string | null;
  #work: Promise<unknown> = Promise.resolve();

  /** @param path of the file; null remembers nothing */
  constructor(path: string | null) {
    this.#path = path;
  }

  /** The latest first; none when the file cannot be used. */
  async list(): Promise<readonly RecentProject[]> {
    if (this.#path === null) return [];
    try {
      const parsed: unknown = JSON.parse(await readFile(this.#path, 'utf8'));
      return shape.fault(parsed, 'recent') === null ? (parsed as readonly RecentProject[]) : [];
    } catch {
      return [];
    }
  }

  /** A disk that does not take it is no reason for anything to fail. */
  add(project: RecentProject): Promise<void> {
    const path = this.#path;
    if (path === null) return Promise.resolve();
    const added = this.#work.then(async () => {
      const others = (await this.list()).filter((each) => each.path !== project.path);
      const text = JSON.stringify([project, ...others].slice(0, mostProjects), null, 2);
      try {
        await makeFolder(dirname(path));
        await writeFile(partialPath(path), text);
        await rename(partialPath(path), path);
      } catch {
        // See above.
      }
    });
    this.#work = added;
    return added;
  }
}
