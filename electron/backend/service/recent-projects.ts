/** Projects that were opened lately, for the start page. */
import type { RecentProject } from '../../../shared/contract/project-calls.ts';
import { listOf, objectOf, textLike } from '../../../shared/std/shape.ts';
import { readMemo, writeMemo } from './memo-file.ts';

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
    return (await readMemo(this.#path, shape)) ?? [];
  }

  /** Never fails, see `writeMemo`. */
  add(project: RecentProject): Promise<void> {
    const added = this.#work.then(async () => {
      const others = (await this.list()).filter((each) => each.path !== project.path);
      await writeMemo(this.#path, [project, ...others].slice(0, mostProjects));
    });
    this.#work = added;
    return added;
  }
}
