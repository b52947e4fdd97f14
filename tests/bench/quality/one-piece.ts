/** The one piece that a bench measures, by its options --data, --piece and --piano. */
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { badUse } from '../bench-options.ts';
import { listPieces, pianoNames } from './data-set.ts';
import type { TestPiece } from './data-set.ts';

/** Fails with 'bad-usage' and 'file-missing'. */
export async function onePiece(
  bench: string,
  folder: string,
  slug: string,
  pianoName: string,
): Promise<Result<TestPiece>> {
  const piano = pianoNames.find((name) => name === pianoName);
  if (piano === undefined) return badUse(bench, `--piano "${pianoName}" is not ${pianoNames.join(' or ')}`);
  const listed = await listPieces(folder, [piano], [slug]);
  if (!listed.ok) return listed;
  const [piece] = listed.value;
  return piece === undefined ? badUse(bench, `--piece: there is no "${slug}"`) : ok(piece);
}
