/** What the network activates, as a picture to lie over the roll: fetched for the training that is heard. */
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import { parseNpy } from '../backend/npy-rows.ts';
import { levelImage } from '../canvas/level-image.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import { classActivity } from './class-activity.ts';
import type { ClassActivity } from './class-activity.ts';

const pitches = 128;
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
    const classes = await this.#fetch(versionId);
    if (classes === null || this.#shownVersion !== versionId) return;
    this.#classes = classes;
    this.#image = activityImage(classes);
  }

  /** What the running training activates so far, in place of what is shown; not more often than it can be looked at. */
  async showRunning(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await new Promise((resolve) => setTimeout(resolve, this.#askedMs + leastMs - performance.now()));
    this.#askedMs = performance.now();
    const before = this.#shownVersion;
    const classes = await this.#fetch(null);
    this.#isAsking = false;
    // It may have ended meanwhile; its version is then asked for by name.
    if (classes === null || this.#shownVersion !== before) return;
    this.#shownVersion = running;
    this.#classes = classes;
    this.#image = activityImage(classes);
  }

  async #fetch(versionId: string | null): Promise<ClassActivity | null> {
    const answer = await this.#ask(versionId);
    if (!answer.ok) return null;
    const response = await fetch(resourceUrl(answer.value.resource)).catch(() => null);
    const table = response?.ok === true ? parseNpy(await response.arrayBuffer()) : null;
    return table && classActivity(table, answer.value);
  }
}

function activityImage(activity: ClassActivity): LevelImage {
  const { startSec, hopSec, frames, classes, values, greatest } = activity;
  const levels = new Uint8Array(frames * pitches);
  for (let frame = 0; frame < frames; frame++) {
    classes.forEach(({ pitchMidi }, index) => {
      const value = values[frame * classes.length + index]!;
      const at = frame * pitches + pitchMidi;
      // A root shows what is quiet, too.
      levels[at] = Math.max(levels[at]!, Math.round(255 * Math.sqrt(value / Math.max(greatest, 1e-9))));
    });
  }
  const place = {
    fromSec: startSec - 0.5 * hopSec,
    toSec: startSec + (frames - 0.5) * hopSec,
    lowMidi: -0.5,
    highMidi: pitches - 0.5,
  };
  return levelImage(place, levels, pitches, 'greater');
}
