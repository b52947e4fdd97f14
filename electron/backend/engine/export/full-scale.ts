/** What becomes of sound that integer files cannot hold: never a stem made quieter by itself. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { FullScaleChoice } from '../../../../shared/export/export-request.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { fullScaleSteps } from '../audio/wav-encoding.ts';
import { wavEncodings } from './create-sound-file.ts';
import type { PlannedSound } from './sound-plan.ts';
import type { SoundLevels, SoundOrder } from './write-sounds.ts';

/** Where a common gain brings the highest peak: room for dither, and for peaks between samples. */
const targetPeak = 10 ** (-0.1 / 20);

/** Whether the format would limit the sound. */
export function isOver(
  { format, bits }: Pick<PlannedSound, 'format' | 'bits'>,
  levels: SoundLevels,
): boolean {
  const isLossy = format === 'mp3' || format === 'ogg';
  if (isLossy) return Math.max(levels.highest, -levels.lowest) > 1;
  if (bits === '32f') return false;
  const steps = fullScaleSteps(wavEncodings[bits]);
  return Math.round(levels.highest * steps) > steps - 1 || Math.round(levels.lowest * steps) < -steps;
}

/**
 * The orders to write instead of those that passed full scale; undefined where they may stay.
 * Fails with 'over-full-scale' where the user has to choose, and says what each choice would do.
 */
export function resolveFullScale(
  orders: readonly SoundOrder[],
  levels: readonly SoundLevels[],
  choice: FullScaleChoice,
): Result<readonly SoundOrder[] | undefined> {
  const over = orders.map(({ sound }, index) => isOver(sound, levels[index]!));
  if (!over.includes(true) || choice === 'clip') return ok(undefined);
  const isSet = ({ kind }: PlannedSound): boolean => kind !== 'mix';
  const setGain = gainFor(levels.filter((_, index) => isSet(orders[index]!.sound)));
  const setIsOver = orders.some(({ sound }, index) => over[index] === true && isSet(sound));
  switch (choice) {
    case 'ask':
      return err(askError(orders, levels, over, setIsOver ? setGain : null));
    case 'common-gain':
      return ok(
        orders.map(({ sound, gain }, index) => {
          if (isSet(sound)) return { sound, gain: setIsOver ? gain * setGain : gain };
          return { sound, gain: over[index] === true ? gain * gainFor([levels[index]!]) : gain };
        }),
      );
    case 'float': {
      const stuck = orders.find(({ sound }, index) => over[index] === true && sound.format !== 'wav');
      if (stuck !== undefined) {
        const message = `"${stuck.sound.name}" passes full scale, and ${stuck.sound.format} has no float format; take WAV, a common gain, or clipping.`;
        return err(divisiError('over-full-scale', message));
      }
      return ok(
        orders.map(({ sound, gain }, index) => {
          const isChanged = isSet(sound) ? setIsOver : over[index] === true;
          return { sound: isChanged ? { ...sound, bits: '32f' as const } : sound, gain };
        }),
      );
    }
  }
}

function gainFor(levels: readonly SoundLevels[]): number {
  return targetPeak / Math.max(1e-12, ...levels.map(peakOf));
}

export function peakOf({ lowest, highest }: SoundLevels): number {
  return Math.max(highest, -lowest);
}

function askError(
  orders: readonly SoundOrder[],
  levels: readonly SoundLevels[],
  over: readonly boolean[],
  setGain: number | null,
): ReturnType<typeof divisiError> {
  const sounds = orders.flatMap(({ sound }, index) =>
    over[index] === true
      ? [{ name: sound.name, kind: sound.kind, peakDb: 20 * Math.log10(peakOf(levels[index]!)) }]
      : [],
  );
  const listed = sounds
    .map(({ name, peakDb }) => `"${name}" (+${Math.max(0, peakDb).toFixed(2)} dB)`)
    .join(', ');
  const gainDb = setGain === null ? null : 20 * Math.log10(setGain);
  const gainText =
    gainDb === null ? 'lowers the file' : `lowers all stems alike by ${(-gainDb).toFixed(2)} dB`;
  return divisiError(
    'over-full-scale',
    `Past full scale: ${listed}. Nothing was written. 'float' keeps every sample in 32-bit WAV, 'common-gain' ${gainText}, 'clip' limits what is too loud.`,
    { sounds, gainDb },
  );
}
