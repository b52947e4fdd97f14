/** The shape of an export's choice. */
import { anId, secondsFromZero } from '../document/shapes/common-shapes.ts';
import {
  exportBits,
  fullScaleChoices,
  mixFormats,
  sessionFormats,
  stemFormats,
} from '../export/export-request.ts';
import { eitherOf, flag, listOf, objectOf, oneOf, orNull, refined, textLike } from '../std/shape.ts';
import type { Shape } from '../std/shape.ts';
import type { ExportChoice, MixChoice } from './export-calls.ts';

/** Ids of stems. */
export const stems = listOf(anId, 10_000);
/** Where files are read. */
export const resources = listOf(
  textLike(/^\/resources\/[\x21-\x7e]{1,4000}$/, 'a file of the exports'),
  10_000,
);
type Range = Extract<ExportChoice['range'], object>;

/** Each is a pass of its own over the sound. */
const mostMixes = 16;

export const exportChoice: Shape<ExportChoice> = objectOf<ExportChoice>({
  folder: orNull(textLike(/^[^\p{Cc}]{1,4000}$/u, 'a path')),
  stems: orNull(stems),
  format: oneOf(stemFormats),
  bits: oneOf(exportBits),
  fader: oneOf(['pre', 'post']),
  withOriginal: flag,
  mixes: listOf(
    objectOf<MixChoice>({ format: oneOf(mixFormats), bits: oneOf(exportBits), without: stems }),
    mostMixes,
  ),
  sessions: listOf(oneOf(sessionFormats), sessionFormats.length),
  withMidi: flag,
  withTables: flag,
  range: orNull(
    eitherOf(
      oneOf<'loop'>(['loop']),
      refined(objectOf<Range>({ fromSec: secondsFromZero, toSec: secondsFromZero }), ({ fromSec, toSec }) =>
        fromSec < toSec ? null : 'it ends where it begins, or before',
      ),
    ),
  ),
  overFullScale: oneOf(fullScaleChoices),
  force: flag,
});
