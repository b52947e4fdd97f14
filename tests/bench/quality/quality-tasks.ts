/** The measurements of the plain table: every piece, piano and method. */
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { excerptText } from '../bench-row.ts';
import type { RowIdentity, SectionName } from '../bench-row.ts';
import type { BenchTask } from '../bench-task.ts';
import type { Span } from './cut-recording.ts';
import type { TestPiece } from './data-set.ts';
import { measureSeparation } from './measure-separation.ts';
import type { QualityOptions } from './quality-options.ts';

export type MethodChoice = Pick<QualityOptions, 'methods' | 'recipe' | 'excerptSec' | 'seed'>;

/** The recipe concerns the paper's networks alone. */
export function recipeOf(method: MethodName, { recipe }: Pick<QualityOptions, 'recipe'>): MethodOverrides {
  return method === 'B' || method === 'C' || method === 'D' ? { recipe } : {};
}

export function identityOf(
  section: SectionName,
  piece: TestPiece,
  method: MethodName,
  overrides: MethodOverrides,
  choice: { readonly excerptSec: Span | null; readonly seed: number },
  condition: string,
): RowIdentity {
  return {
    section,
    piece: piece.slug,
    piano: piece.piano,
    method,
    condition,
    settings: { excerpt: excerptText(choice.excerptSec), ...methodSettings(method, overrides) },
    seed: choice.seed,
  };
}

export function qualityTasks(
  pieces: readonly TestPiece[],
  choice: MethodChoice,
  section: 'quality' | 'ensembles' = 'quality',
): BenchTask[] {
  const { excerptSec, seed } = choice;
  return pieces.flatMap((piece) =>
    choice.methods.map((method): BenchTask => {
      const overrides = recipeOf(method, choice);
      const condition = overrides.recipe === 'paper' ? 'recipe paper' : '';
      return {
        identity: identityOf(section, piece, method, overrides, choice, condition),
        run: (folder, tools) =>
          measureSeparation({ piece, method, overrides, seed, excerptSec }, folder, tools),
      };
    }),
  );
}
