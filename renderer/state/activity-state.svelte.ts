/** What the network activates, as a picture to lie over the roll: fetched for the training that is heard. */
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import type { ClassActivity } from './class-activity.ts';
import type { ReadActivity } from './read-activity.ts';
import { readBeside } from './read-beside.ts';

/** No version has this name. */
const running = '';
const leastMs = 2000;

export class ActivityState {
  readonly #ask: (versionId: string | null) => Promise<Result<ActivityAnswer>>;
  #image: LevelImage | null = $state.raw(null);
  #classes: ClassActivity | null = $state.raw(null);
  #shownVersion: string | null = null;
  #isAsking = false;
  #askedMs = -Infinity;

  /** @param ask null asks for the running training */
  constructor(ask: (versionId: string | null) => Promise<Result<ActivityAnswer>>) {
    this.#ask = ask;
  }

  /** [pitches, frames]; null while it is on its way. */
  get image(): LevelImage | null {
    return this.#image;
  }

  /** Null while there is no training, or its activity is on its way. */
  get classes(): ClassActivity | null {
    return this.#classes;
  }

  /** @param versionId null shows nothing */
  async show(versionId: string | null): Promise<void> {
    if (versionId === this.#shownVersion) return;
    this.#shownVersion = versionId;
    this.#image = null;
    this.#classes = null;
    if (versionId === null) return;
    const read = await this.#fetch(versionId);
    if (this.#shownVersion === versionId) this.#take(read);
  }

  /** What the running training activates so far, in place of what is shown; not more often than it can be looked at. */
  async showRunning(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await new Promise((resolve) => setTimeout(resolve, this.#askedMs + leastMs - performance.now()));
    this.#askedMs = performance.now();
    const before = this.#shownVersion;
    const read = await this.#fetch(null);
    this.#isAsking = false;
    // It may have ended meanwhile; its version is then asked for by name.
    if (read === null || this.#shownVersion !== before) return;
    this.#shownVersion = running;
    this.#take(read);
  }

  #take(read: ReadActivity | null): void {
    if (read === null) return;
    this.#classes = read.classes;
    this.#image = read.image;
  }

  async #fetch(versionId: string | null): Promise<ReadActivity | null> {
    const answer = await this.#ask(versionId);
    if (!answer.ok) return null;
    const response = await fetch(resourceUrl(answer.value.resource)).catch(() => null);
    if (response?.ok !== true) return null;
    const { hopSec, classes } = answer.value;
    return readBeside({ bytes: await response.arrayBuffer(), answer: { hopSec, classes } });
  }
}
