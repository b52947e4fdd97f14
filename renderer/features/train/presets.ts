/** Named settings of the training. */
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';
import type { ModelRecord } from '../../../shared/document/single-records.ts';
import { sameJson } from '../../../shared/document/same-json.ts';

type Preset = { readonly method: MethodName; readonly overrides: MethodOverrides };

export const presets = Object.freeze({
  fast: { method: 'A+', overrides: {} },
  standard: { method: 'divisi', overrides: {} },
  best: { method: 'divisi', overrides: { epochs: 60 } },
  A: { method: 'A', overrides: {} },
  B: { method: 'B', overrides: {} },
  C: { method: 'C', overrides: {} },
  D: { method: 'D', overrides: {} },
} as const satisfies Record<string, Preset>);

export type PresetName = keyof typeof presets;

export const presetNames = Object.freeze(Object.keys(presets) as PresetName[]);

/** The preset that the settings are, 'own' where they are none. */
export function presetOf({
  method,
  overrides,
}: Pick<ModelRecord, 'method' | 'overrides'>): PresetName | 'own' {
  return (
    presetNames.find(
      (name) => presets[name].method === method && sameJson(presets[name].overrides, overrides),
    ) ?? 'own'
  );
}
