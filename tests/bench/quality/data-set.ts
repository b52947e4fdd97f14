/** The evaluation recordings: mixes with their scores and true stems. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export const pianoNames = ['fluid', 'salamander'] as const;
export type PianoName = (typeof pianoNames)[number];

export type TestPiece = {
  readonly slug: string;
  readonly piano: PianoName | 'ensemble';
  readonly mixPath: string;
  readonly scorePath: string;
  readonly groups: GroupSpec;
  /** True stems by name of the group that should give them. */
  readonly references: readonly { readonly group: string; readonly path: string }[];
};

/**
 * Every piece on every piano asked for, piece by piece.
 * @param folder holds pieces/<slug>/{mix,right,left}.wav, score.mid, and salamander/ with the same WAVs
 * @param wanted slugs; null takes all
 */
export async function listPieces(
  folder: string,
  pianos: readonly PianoName[],
  wanted: readonly string[] | null,
): Promise<Result<TestPiece[]>> {
  const slugs = await listFolder(join(folder, 'pieces'));
  if (!slugs.ok) return slugs;
  const unknown = wanted?.find((slug) => !slugs.value.includes(slug));
  if (unknown !== undefined) {
    const message = `--pieces: there is no "${unknown}"; there are ${slugs.value.join(', ')}.`;
    return err(divisiError('bad-usage', message));
  }
  return ok(
    slugs.value
      .filter((slug) => wanted === null || wanted.includes(slug))
      .flatMap((slug) => pianos.map((piano) => pianoPiece(join(folder, 'pieces', slug), piano))),
  );
}

function pianoPiece(folder: string, piano: PianoName): TestPiece {
  const sounds = piano === 'fluid' ? folder : join(folder, 'salamander');
  return {
    slug: basename(folder),
    piano,
    mixPath: join(sounds, 'mix.wav'),
    scorePath: join(folder, 'score.mid'),
    groups: { kind: 'hands' },
    references: ['right', 'left'].map((hand) => ({ group: hand, path: join(sounds, `${hand}.wav`) })),
  };
}

/** @param folder holds ensemble/<slug>/mix.wav, score.mid, stems/<track name>.wav */
export async function listEnsembles(folder: string): Promise<Result<TestPiece[]>> {
  const slugs = await listFolder(join(folder, 'ensemble'));
  if (!slugs.ok) return slugs;
  const pieces: TestPiece[] = [];
  for (const slug of slugs.value) {
    const place = join(folder, 'ensemble', slug);
    const stems = await listFolder(join(place, 'stems'));
    if (!stems.ok) return stems;
    pieces.push({
      slug,
      piano: 'ensemble',
      mixPath: join(place, 'mix.wav'),
      scorePath: join(place, 'score.mid'),
      groups: { kind: 'tracks' },
      references: stems.value
        .filter((name) => name.endsWith('.wav'))
        .map((name) => ({ group: basename(name, '.wav'), path: join(place, 'stems', name) })),
    });
  }
  return ok(pieces);
}

async function listFolder(path: string): Promise<Result<string[]>> {
  try {
    return ok((await readdir(path)).sort());
  } catch {
    const message = `--data: there is no folder "${path}"; prepare the evaluation data first.`;
    return err(divisiError('file-missing', message));
  }
}
