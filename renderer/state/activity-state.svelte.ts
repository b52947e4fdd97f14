/** What the network activates, as pictures to lie over the roll: fetched for the training that is heard. */
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import type { Result } from '../../shared/std/result.ts';
import type { SpectrogramImage } from '../canvas/paint-spectrogram.ts';
import { resourceUrl } from '../backend/connection.ts';
import { parseNpy } from '../backend/npy-rows.ts';
import { classActivity } from './class-activity.ts';
import type { ClassActivity } from './class-activity.ts';

const pitches = 128;
/** Browsers draw no wider pictures. */
const imageFrames = 4096;

export class ActivityState {
  readonly #ask: (versionId: string) => Promise<Result<ActivityAnswer>>;
  #images: readonly SpectrogramImage[] = $state.raw([]);
  #classes: ClassActivity | null = $state.raw(null);
  #shownVersion: string | null = null;

  constructor(ask: (versionId: string) => Promise<Result<ActivityAnswer>>) {
    this.#ask = ask;
  }

  /** Pictures of [frames, pitches], the level as opacity; none while they are on their way. */
  get images(): readonly SpectrogramImage[] {
    return this.#images;
  }

  /** Null while there is no training, or its activity is on its way. */
  get classes(): ClassActivity | null {
    return this.#classes;
  }

  /** @param versionId null shows nothing */
  async show(versionId: string | null): Promise<void> {
    if (versionId === this.#shownVersion) return;
    this.#shownVersion = versionId;
    this.#images = [];
    this.#classes = null;
    if (versionId === null) return;
    const answer = await this.#ask(versionId);
    if (!answer.ok || this.#shownVersion !== versionId) return;
    const response = await fetch(resourceUrl(answer.value.resource)).catch(() => null);
    const table = response?.ok === true ? parseNpy(await response.arrayBuffer()) : null;
    if (table === null || this.#shownVersion !== versionId) return;
    const classes = classActivity(table, answer.value);
    const images = await activityImages(classes);
    if (this.#shownVersion !== versionId) return;
    this.#classes = classes;
    this.#images = images;
  }
}

async function activityImages({
  startSec,
  hopSec,
  frames: allFrames,
  classes,
  values,
  greatest,
}: ClassActivity): Promise<readonly SpectrogramImage[]> {
  const images: SpectrogramImage[] = [];
  for (let first = 0; first < allFrames; first += imageFrames) {
    const frames = Math.min(imageFrames, allFrames - first);
    const pixels = new Uint8ClampedArray(frames * pitches * 4).fill(255);
    for (let at = 3; at < pixels.length; at += 4) pixels[at] = 0;
    for (let frame = 0; frame < frames; frame++) {
      classes.forEach(({ pitchMidi }, index) => {
        const value = values[(first + frame) * classes.length + index]!;
        const at = ((pitches - 1 - pitchMidi) * frames + frame) * 4 + 3;
        // A root shows what is quiet, too.
        pixels[at] = Math.max(pixels[at]!, 255 * Math.sqrt(value / Math.max(greatest, 1e-9)));
      });
    }
    images.push({
      fromSec: startSec + (first - 0.5) * hopSec,
      toSec: startSec + (first + frames - 0.5) * hopSec,
      lowMidi: -0.5,
      highMidi: pitches - 0.5,
      image: await createImageBitmap(new ImageData(pixels, frames, pitches)),
    });
  }
  return images;
}
