/** `bench document`: edits of a document with 10,000 notes. */
import { resolve } from 'node:path';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { toyDocument } from '../../support/toy-documents.ts';
import type { BenchPlan } from '../bench-command.ts';
import { badUse, benchOptions } from '../bench-options.ts';
import type { RowOutcome } from '../bench-row.ts';
import { percentile } from '../tables/document-table.ts';
import { benchEdits, benchNotes } from './bench-edits.ts';
import type { EditKind } from './bench-edits.ts';
import { measureDocument } from './measure-document.ts';
import type { EditTimes } from './measure-document.ts';

const flags = {
  json: { type: 'string' },
  edits: { type: 'string', default: '5000' },
  seed: { type: 'string', default: '1' },
} as const;

/** Fails with 'bad-usage'. */
export function planDocument(args: readonly string[], folder: string): Result<BenchPlan> {
  const parsed = benchOptions('document', args, flags);
  if (!parsed.ok) return parsed;
  const values = parsed.value;
  const edits = Number(values.edits);
  const seed = Number(values.seed);
  if (values.json === undefined) return badUse('document', '--json FILE is needed');
  if (!Number.isInteger(edits) || edits < 100 || edits > 9000) {
    return badUse('document', `--edits "${values.edits}" is no whole number from 100 to 9000`);
  }
  if (!Number.isInteger(seed)) return badUse('document', `--seed "${values.seed}" is no whole number`);
  // All kinds take turns in one run, which the first row to be asked for makes.
  let measured: Map<EditKind, EditTimes> | null = null;
  const timesOf = (kinds: readonly EditKind[]): EditTimes[] => {
    measured ??= measureDocument(toyDocument(benchNotes), edits, seed);
    return kinds.map((kind) => measured!.get(kind)!);
  };
  const kinds = Object.keys(benchEdits) as EditKind[];
  const rows: { name: string; of: EditKind[] }[] = [
    ...kinds.map((kind) => ({ name: kind, of: [kind] })),
    { name: 'all', of: kinds },
  ];
  return ok({
    json: resolve(folder, values.json),
    tasks: rows.map(({ name, of }) => ({
      identity: {
        section: 'document' as const,
        piece: `${benchNotes} notes`,
        piano: '',
        method: '',
        condition: name,
        settings: { edits },
        seed,
      },
      run: async () => ok(outcomeOf(timesOf(of))),
    })),
  });
}

function outcomeOf(times: readonly EditTimes[]): RowOutcome {
  const figures: Record<string, number> = { edits: times.reduce((sum, { apply }) => sum + apply.length, 0) };
  for (const name of ['apply', 'undo', 'tiles'] as const) {
    const ms = times.flatMap((own) => own[name]);
    figures[`${name}MedianMs`] = percentile(ms, 50);
    figures[`${name}P95Ms`] = percentile(ms, 95);
  }
  figures['tilesPerEdit'] = times.reduce((sum, { tilesMade }) => sum + tilesMade, 0) / figures['edits']!;
  return { figures, nsdr: {}, remarks: [] };
}
