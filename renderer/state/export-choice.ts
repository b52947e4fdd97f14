/** What an export is set to. */
import type { ExportChoice, MixChoice } from '../../shared/contract/export-calls.ts';
import type { ExportBits, MixFormat, StemFormat } from '../../shared/export/export-request.ts';

/** FLAC holds no floats. */
function bitsFor(format: MixFormat, bits: ExportBits): ExportBits {
  return format === 'flac' && bits === '32f' ? '24' : bits;
}

export function withFormat(choice: ExportChoice, format: StemFormat): ExportChoice {
  return { ...choice, format, bits: bitsFor(format, choice.bits) };
}

/** Mixes have the stems' bits. */
export function withBits(choice: ExportChoice, bits: ExportBits): ExportChoice {
  const mixes = choice.mixes.map((mix) => ({ ...mix, bits: bitsFor(mix.format, bits) }));
  return { ...choice, bits: bitsFor(choice.format, bits), mixes };
}

/** At most one mix: of everything that is heard, or of that without one stem. Null is none. */
export function withMix(
  choice: ExportChoice,
  format: MixFormat | null,
  without: MixChoice['without'],
): ExportChoice {
  const mixes = format === null ? [] : [{ format, bits: bitsFor(format, choice.bits), without }];
  return { ...choice, mixes };
}

/** @param all ids of all stems, in their order. The last one stays: an export of no stem is none. */
export function withStem(
  choice: ExportChoice,
  all: readonly string[],
  id: string,
  isOn: boolean,
): ExportChoice {
  const before = choice.stems ?? all;
  const after = all.filter((each) => (each === id ? isOn : before.includes(each)));
  if (after.length === 0) return choice;
  return { ...choice, stems: after.length === all.length ? null : after };
}
