/** The same pieces in stereo, at other rates and with finer samples. */
import { join } from 'node:path';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchTask } from '../bench-task.ts';
import { makeVariant, variantNames } from '../signals/recording-variants.ts';
import type { VariantName } from '../signals/recording-variants.ts';
import { readSpan, writeSound } from './cut-recording.ts';
import type { Sound, Span } from './cut-recording.ts';
import type { TestPiece } from './data-set.ts';
import { measureSeparation } from './measure-separation.ts';
import type { QualityOptions } from './quality-options.ts';
import { identityOf, recipeOf } from './quality-tasks.ts';

/** With 'divisi', or where that is not among the methods, with them. */
export function variantTasks(pieces: readonly TestPiece[], options: QualityOptions): BenchTask[] {
  const { excerptSec, seed } = options;
  const methods = options.methods.includes('divisi') ? (['divisi'] as const) : options.methods;
  return pieces.flatMap((piece) =>
    methods.flatMap((method) =>
      variantNames.map((name): BenchTask => {
        const overrides = recipeOf(method, options);
        return {
          identity: identityOf('variants', piece, method, overrides, options, name),
          async run(folder, tools) {
            const made = await writeVariant(piece, name, excerptSec, folder);
            if (!made.ok) return made;
            return measureSeparation(
              { piece: made.value, method, overrides, seed, excerptSec },
              folder,
              tools,
            );
          },
        };
      }),
    ),
  );
}

/** The piece with its sound made anew up to the excerpt's end, so that its times stay. */
async function writeVariant(
  piece: TestPiece,
  name: VariantName,
  excerptSec: Span | null,
  folder: string,
): Promise<Result<TestPiece>> {
  const span = excerptSec === null ? null : { start: 0, end: excerptSec.end };
  const stems: Sound[] = [];
  for (const { path } of piece.references) {
    const sound = await readSpan(path, span);
    if (!sound.ok) return sound;
    stems.push(sound.value);
  }
  const variant = makeVariant(name, stems);
  const mixPath = join(folder, 'variant-mix.wav');
  const mix = await writeSound(mixPath, variant.mix, variant.encoding);
  if (!mix.ok) return mix;
  const references: { group: string; path: string }[] = [];
  for (const [index, { group }] of piece.references.entries()) {
    const path = join(folder, `variant-${index}.wav`);
    const written = await writeSound(path, variant.stems[index]!, variant.encoding);
    if (!written.ok) return written;
    references.push({ group, path });
  }
  return ok({ ...piece, mixPath, references });
}
