/** What a training says about itself, in words; what has no words is left out. */
import { strings } from '../../strings/en.ts';

const known: Readonly<Record<string, readonly string[]>> = strings.train.metrics;

export function metricRows(
  metrics: Readonly<Record<string, number>>,
): readonly { readonly title: string; readonly text: string }[] {
  return Object.entries(metrics).flatMap(([name, value]) => {
    const [title, unit = ''] = known[name] ?? [];
    if (title === undefined) return [];
    const number = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
    return [{ title, text: unit === '' ? number : `${number} ${unit}` }];
  });
}
