import type { RowIdentity, SectionName } from '../bench-row.ts';
import type { TestPerformance } from './performances.ts';

/** Code that changes makes no other row: a new file measures anew. */
export function alignIdentity(
  section: SectionName,
  { set, slug }: Pick<TestPerformance, 'slug'> & { readonly set: string },
  method: string,
  condition: string,
): RowIdentity {
  return { section, piece: slug, piano: set, method, condition, settings: {}, seed: 0 };
}
