/** The label matrix as a picture: where the separation may look for which note. */
import type { LabelSettings } from '../../../shared/labels/label-settings.ts';
import type { PalettePicture, Rgba } from './palette-png.ts';
import { highestPitch, pictureRows, rowsPerSemitone } from './picture-frame.ts';
import { withAlpha } from './spectrogram-picture.ts';

/** A note of one group with the time spans in which its units may be active. */
export type LabelledNote = {
  readonly pitchMidi: number;
  /** Index into the colours. */
  readonly group: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
};

/** Widening of the onset and of the sounding span of each note. */
export type LabelTolerances = Pick<LabelSettings, 'toleranceOnsetSec' | 'toleranceSustainSec'>;

/** Densities, weakest first: a stronger one is never painted over. */
const halo = 0.22;
const sustain = 0.62;
const onset = 1;
const strengths = [0, halo, sustain, onset] as const;

/** At most 80 groups. Cost: the pixels of all notes. */
export function labelPicture(
  notes: readonly LabelledNote[],
  tolerances: LabelTolerances,
  colours: readonly Rgba[],
  frames: number,
  frameSec: number,
): PalettePicture {
  const palette = colours.flatMap((colour) => strengths.map((strength) => withAlpha(colour, strength)));
  const pixels = new Uint8Array(frames * pictureRows);
  for (const note of notes) {
    const { onsetSec, offsetSec } = note;
    const { toleranceOnsetSec: atOnset, toleranceSustainSec: around } = tolerances;
    fill(note, onsetSec - around.before, offsetSec + around.after, strengths.indexOf(halo));
    fill(note, onsetSec - atOnset.before, onsetSec + atOnset.after, strengths.indexOf(halo));
    fill(note, onsetSec, offsetSec, strengths.indexOf(sustain));
    fill(note, onsetSec, onsetSec + frameSec, strengths.indexOf(onset));
  }
  return { width: frames, height: pictureRows, pixels, palette };

  function fill(note: LabelledNote, fromSec: number, toSec: number, strength: number): void {
    const top = Math.round((highestPitch - note.pitchMidi - 0.5) * rowsPerSemitone);
    const first = Math.max(0, Math.round(fromSec / frameSec));
    const end = Math.min(frames, Math.max(first + 1, Math.round(toSec / frameSec)));
    for (let row = Math.max(0, top); row < Math.min(pictureRows, top + rowsPerSemitone); row++) {
      for (let frame = first; frame < end; frame++) {
        const at = row * frames + frame;
        if ((pixels[at] ?? 0) % strengths.length <= strength) {
          pixels[at] = note.group * strengths.length + strength;
        }
      }
    }
  }
}
