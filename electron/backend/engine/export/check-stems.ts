/** Reads exported stems back from the disk and holds their sum against what it should be. */
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { partialPath } from '../audio/output-file.ts';
import { checkNull } from '../check-null.ts';
import type { OpenSources } from './open-sources.ts';
import type { ExportHooks } from './export-hooks.ts';
import { sumOfSounds } from './sound-mixer.ts';
import type { PlannedSound } from './sound-plan.ts';
import type { ScaledSounds } from './write-within-scale.ts';

export type StemCheck = {
  readonly depthDb: number | 'not applicable';
  /** What the stems were held against: the recording for a complete set, else what they were made of. */
  readonly against: 'recording' | 'sources';
  readonly remarks: readonly string[];
};

/** Fails with 'null-failed', 'cancelled', or as reading does. */
export async function checkStems(
  { orders, written }: ScaledSounds,
  { sources, original }: OpenSources,
  isComplete: boolean,
  hooks: ExportHooks,
): Promise<Result<StemCheck>> {
  const against = isComplete ? 'recording' : 'sources';
  const stems = orders.filter(({ sound }) => sound.kind === 'stem');
  const [first] = stems;
  if (first === undefined) return ok({ depthDb: 'not applicable', against, remarks: [] });
  if (written.stemSumRms === 0) {
    const remarks = ['The stems are silent here, so there is no null to measure.'];
    return ok({ depthDb: 'not applicable', against, remarks });
  }
  hooks.onProgress('check', 0);
  const sounds: PlannedSound[] = isComplete
    ? [{ ...first.sound, inputs: [{ source: sources.indexOf(original), gains: 'as-is' }] }]
    : stems.map(({ sound }) => sound);
  const reference = sumOfSounds(sources, sounds, first.gain);
  const checked = await checkNull(
    {
      recording: reference,
      range: { startSample: 0, lengthSamples: reference.lengthSamples },
      stemPaths: stems.map(({ sound }) => partialPath(sound.file)),
      bits: first.sound.bits,
      recordingRms: written.stemSumRms,
      limitedSamples: written.limitedSamples,
      clippedSamples: orders.some(({ sound }, i) => sound.kind === 'stem' && written.limited[i] === true)
        ? 1
        : 0,
    },
    hooks.signal,
  );
  hooks.onProgress('check', 1);
  if (!checked.ok) return checked;
  return ok({ depthDb: checked.value.depthDb, against, remarks: [] });
}
