/** Every method with all of its settings: the defaults, and what a user changed. */
import type { LabelSettings } from '../../../../shared/labels/label-settings.ts';
import { divisiSettings } from './divisi/divisi-settings.ts';
import type { DivisiSettings } from './divisi/divisi-settings.ts';
import type { MaskSettings } from './masks/mask-rule.ts';
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

/** @source Ewert & Sandler, ICASSP 2017, section 3, but for what it leaves open. */
const paper = Object.freeze({
  /** Seconds to both sides, onset and sustain: room for an imprecise alignment. */
  toleranceSec: 0.5,
  /** P; the paper has P >= 2. */
  units: 2,
  windowMs: 93,
  hopMs: 23,
  maskExponent: 1,
  /** Updates of A; the cost hardly falls further. */
  iterations: 50,
});

const refined = Object.freeze({
  /** Seconds: covers a window's half and small errors of time; wider lets notes take each other's sound. */
  toleranceSec: 0.15,
  /** P: one onset unit, three stages of a decaying tone. */
  units: 4,
  /** Seconds after the onset where a stage ends: attack and early decay, decay, what lingers. */
  stageEdgesSec: Object.freeze([0.25, 0.8] as const),
  /** Resolves the partials of low notes; 0.5 dB better than 93 ms on pianos. */
  windowMs: 186,
  hopMs: 46,
  /** Between proportional shares and Wiener's squares; 0.2-0.4 dB better than 1. */
  maskExponent: 1.75,
  iterations: 30,
});

/** Within 0.03 dB of every bin, at a quarter of the time. */
const bandWidth = 0.005;

export function methodSettings(method: MethodName, overrides: MethodOverrides): MethodSettings {
  const isPaper = method !== 'A+' && method !== 'divisi';
  const base = isPaper ? paper : refined;
  const units = overrides.units ?? base.units;
  const tolerance = { before: base.toleranceSec, after: base.toleranceSec };
  return {
    method,
    labels: {
      units,
      stageEdgesSec: isPaper ? [] : stageEdges(units),
      toleranceOnsetSec: overrides.toleranceOnsetSec ?? tolerance,
      toleranceSustainSec: overrides.toleranceSustainSec ?? tolerance,
      freeUnits: overrides.freeUnits ?? 0,
    },
    layers: [
      {
        windowMs: overrides.windowMs ?? base.windowMs,
        hopMs: overrides.hopMs ?? base.hopMs,
        weight: 1,
      },
    ],
    relativeBandWidth: isNetwork(method) && overrides.recipe !== 'divisi' ? 0 : bandWidth,
    masks: {
      exponent: overrides.maskExponent ?? base.maskExponent,
      normalisation: isPaper ? 'paper' : 'normalised',
    },
    trainer: trainerSettings(method, overrides),
  };
}

function trainerSettings(method: MethodName, overrides: MethodOverrides): TrainerSettings {
  switch (method) {
    case 'A':
      return { kind: 'factorisation', iterations: overrides.epochs ?? paper.iterations, tied: false };
    case 'A+':
      return { kind: 'factorisation', iterations: overrides.epochs ?? refined.iterations, tied: true };
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

/**
 * P - 2 edges between the sustain stages, in equal ratios from the first default edge to the last; a
 * single one in their geometric middle, 0.45 s.
 */
function stageEdges(units: number): number[] {
  const [first, last] = refined.stageEdgesSec;
  const count = units - 2;
  if (count === 1) return [Math.sqrt(first * last)];
  return Array.from({ length: count }, (_, index) => first * (last / first) ** (index / (count - 1)));
}
