/** Every method with all of its settings: the defaults, and what a user changed. */
import type { LabelSettings } from '../../../../shared/labels/label-settings.ts';
import { divisiSettings } from './divisi/divisi-settings.ts';
import type { DivisiSettings } from './divisi/divisi-settings.ts';
import type { MaskSettings } from './masks/mask-rule.ts';
import { methodDefaults, methodLabels } from '../../../../shared/document/method-defaults.ts';
import type { MethodName, MethodOverrides } from '../../../../shared/document/method-overrides.ts';
import { networkSettings } from './network/network-settings.ts';
import type { NetworkSettings } from './network/network-settings.ts';
import type { FactorisationSettings } from './nmf/factorise.ts';

/** One STFT with its own model; the stems are the weighted mean over layers. */
export type LayerSettings = { readonly windowMs: number; readonly hopMs: number; readonly weight: number };

export type TrainerSettings =
  | ({ readonly kind: 'factorisation' } & FactorisationSettings)
  | { readonly kind: 'network'; readonly network: NetworkSettings }
  | { readonly kind: 'divisi'; readonly divisi: DivisiSettings };

export type MethodSettings = {
  readonly method: MethodName;
  readonly labels: LabelSettings;
  /** Weights sum to 1. */
  readonly layers: readonly LayerSettings[];
  /** Width of a model band as a fraction of its frequency; 0 keeps every bin. */
  readonly relativeBandWidth: number;
  readonly masks: MaskSettings;
  readonly trainer: TrainerSettings;
};

/** Updates of A; the cost hardly falls further. A+ settles sooner. */
const iterations = Object.freeze({ A: 50, 'A+': 30 });

/** Within 0.03 dB of every bin, at a quarter of the time. */
const bandWidth = 0.005;

export function methodSettings(method: MethodName, overrides: MethodOverrides): MethodSettings {
  const isPaper = method !== 'A+' && method !== 'divisi';
  const defaults = methodDefaults(method, overrides.recipe);
  return {
    method,
    labels: methodLabels(method, overrides),
    layers: [
      {
        windowMs: overrides.windowMs ?? defaults.windowMs,
        hopMs: overrides.hopMs ?? defaults.hopMs,
        weight: 1,
      },
    ],
    relativeBandWidth: isNetwork(method) && overrides.recipe !== 'divisi' ? 0 : bandWidth,
    masks: {
      exponent: overrides.maskExponent ?? defaults.maskExponent,
      normalisation: isPaper ? 'paper' : 'normalised',
    },
    trainer: trainerSettings(method, overrides),
  };
}

function trainerSettings(method: MethodName, overrides: MethodOverrides): TrainerSettings {
  switch (method) {
    case 'A':
      return { kind: 'factorisation', iterations: overrides.epochs ?? iterations.A, tied: false };
    case 'A+':
      return { kind: 'factorisation', iterations: overrides.epochs ?? iterations['A+'], tied: true };
    case 'B':
    case 'C':
    case 'D':
      return { kind: 'network', network: networkSettings(method, overrides) };
    case 'divisi':
      return { kind: 'divisi', divisi: divisiSettings(overrides) };
  }
}

function isNetwork(method: MethodName): boolean {
  return method === 'B' || method === 'C' || method === 'D';
}
