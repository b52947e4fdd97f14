/** The settings of a finished training in words: its preset, and what differs from the method's own values. */
import { methodDefaults, methodValues } from '../../../shared/document/method-defaults.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import { strings } from '../../strings/en.ts';
import { formatNumber } from '../../ui/number-text.ts';
import { expertFields } from './expert-fields.ts';
import { presetOf } from './presets.ts';

export type SettingRow = { readonly title: string; readonly text: string };

export function settingRows(settings: VersionRecord['settings']): readonly SettingRow[] {
  const { method, overrides, seed } = settings;
  const values = methodValues(settings);
  const defaults = methodDefaults(method, overrides.recipe);
  const preset = presetOf(settings);
  const changed = expertFields.flatMap(({ title, unit, digits, read }) => {
    const value = read(values);
    if (value === undefined || value === read(defaults)) return [];
    const number = formatNumber(value, digits);
    return [{ title, text: unit === '' ? number : `${number} ${unit}` }];
  });
  const { train, versions } = strings;
  return [
    {
      title: versions.method,
      text: preset === 'own' ? `${train.presets.own} (${methodTitle(method)})` : train.presets[preset],
    },
    ...(overrides.recipe === undefined
      ? []
      : [{ title: train.fields.recipe, text: train.recipes[overrides.recipe] }]),
    ...changed,
    { title: versions.seed, text: String(seed) },
  ];
}

function methodTitle(method: VersionRecord['settings']['method']): string {
  const { presets } = strings.train;
  if (method === 'A+') return presets.fast;
  return method === 'divisi' ? presets.standard : presets[method];
}
