/** What a training says about itself, in words; what has no words is left out. */
import { strings } from '../../strings/en.ts';
import { formatNumber } from '../../ui/number-text.ts';

const { metrics: known, warm } = strings.train;

export type MetricRow = { readonly title: string; readonly text: string; readonly help: string };

export function metricRows(metrics: Readonly<Record<string, number>>): readonly MetricRow[] {
  const rows = (Object.keys(known) as (keyof typeof known)[]).flatMap((name) => {
    const value = metrics[name];
    if (value === undefined) return [];
    const [title = '', unit = '', help = ''] = known[name];
    const number = numberText(value, unit);
    return [{ title, text: unit === '' ? number : `${number} ${unit}`, help }];
  });
  const { isWarm } = metrics;
  const [title = '', former = '', scratch = ''] = warm;
  return isWarm === undefined ? rows : [...rows, { title, text: isWarm === 1 ? former : scratch, help: '' }];
}

/** Decibels to a tenth; anything else to three digits. */
function numberText(value: number, unit: string): string {
  if (unit === strings.general.units.decibels) return value.toFixed(1).replace('-', '−');
  return Number.isInteger(value) ? String(value) : formatNumber(Number(value.toPrecision(3)), 12);
}
