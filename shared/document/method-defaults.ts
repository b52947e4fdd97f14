/**
 * Each method's own value of what a user may change, for whoever shows or compares them: what a method does not
 * use is absent. Tested against the settings that the engine trains with.
 */
import type { LabelSettings } from '../labels/label-settings.ts';
import type { MethodName, MethodOverrides } from './method-overrides.ts';

export type MethodDefaults = Readonly<Omit<MethodOverrides, 'recipe'>> &
  Readonly<
    Required<Pick<MethodOverrides, 'units' | 'freeUnits' | 'windowMs' | 'hopMs' | 'maskExponent' | 'epochs'>>
  >;

/** @source Ewert & Sandler, ICASSP 2017, section 3, but for what it leaves open. */
const paper = Object.freeze({
  /** P; the paper has P >= 2. */
  units: 2,
  freeUnits: 0,
  windowMs: 93,
  hopMs: 23,
  maskExponent: 1,
  /** Seconds to both sides, onset and sustain: room for an imprecise alignment. */
  toleranceOnsetSec: Object.freeze({ before: 0.5, after: 0.5 }),
  toleranceSustainSec: Object.freeze({ before: 0.5, after: 0.5 }),
});

const refined = Object.freeze({
  /** P: one onset unit, three stages of a decaying tone. */
  units: 4,
  freeUnits: 0,
  /** Resolves the partials of low notes; 0.5 dB better than 93 ms on pianos. */
  windowMs: 186,
  hopMs: 46,
  /** Between proportional shares and Wiener's squares; 0.2-0.4 dB better than 1. */
  maskExponent: 1.75,
  /** Seconds: covers a window's half and small errors of time; wider lets notes take each other's sound. */
  toleranceOnsetSec: Object.freeze({ before: 0.15, after: 0.15 }),
  toleranceSustainSec: Object.freeze({ before: 0.15, after: 0.15 }),
});

/** Of the networks as published, and with this project's conditioning. */
const published = Object.freeze({
  hiddenUnits: 1500,
  learningRate: 1e-4,
  epochs: 2000,
  batchFrames: 0,
  lambda: 1,
  lambdaSchedule: 'constant',
});
const conditioned = Object.freeze({
  hiddenUnits: 512,
  learningRate: 2e-3,
  epochs: 30,
  batchFrames: 64,
  lambda: 100,
  lambdaSchedule: 'constant',
});

export function methodDefaults(method: MethodName, recipe: MethodOverrides['recipe']): MethodDefaults {
  const network = recipe === 'divisi' ? conditioned : published;
  switch (method) {
    case 'A':
      return { ...paper, epochs: 50 };
    case 'A+':
      return { ...refined, epochs: 30 };
    case 'B':
    case 'C':
      return { ...paper, ...network, contextFrames: 1 };
    case 'D':
      return {
        ...paper,
        ...network,
        contextFrames: 3,
        ...(recipe === 'divisi' ? { learningRate: 1e-3 } : {}),
      };
    case 'divisi':
      return {
        ...refined,
        hiddenUnits: 384,
        learningRate: 2e-3,
        epochs: 20,
        batchFrames: 64,
        lambda: 0.1,
        contextFrames: 1,
      };
  }
}

/** The user's values, and the method's own where the user has none. */
export function methodValues({
  method,
  overrides,
}: {
  readonly method: MethodName;
  readonly overrides: MethodOverrides;
}): MethodDefaults {
  return { ...methodDefaults(method, overrides.recipe), ...overrides };
}

/** How notes become labels, where nobody says more about one of them. */
export function methodLabels(method: MethodName, overrides: MethodOverrides): LabelSettings {
  const isStaged = method === 'A+' || method === 'divisi';
  const { units, freeUnits, toleranceOnsetSec, toleranceSustainSec } = {
    ...(isStaged ? refined : paper),
    ...overrides,
  };
  return {
    units,
    freeUnits,
    toleranceOnsetSec,
    toleranceSustainSec,
    stageEdgesSec: isStaged ? stageEdges(units) : [],
  };
}

/** Seconds after the onset where a stage ends: attack and early decay, decay, what lingers. */
const firstEdgeSec = 0.25;
const lastEdgeSec = 0.8;

/**
 * P - 2 edges between the sustain stages, in equal ratios from the first default edge to the last; a
 * single one in their geometric middle, 0.45 s.
 */
function stageEdges(units: number): number[] {
  const count = units - 2;
  if (count === 1) return [Math.sqrt(firstEdgeSec * lastEdgeSec)];
  return Array.from(
    { length: count },
    (_, index) => firstEdgeSec * (lastEdgeSec / firstEdgeSec) ** (index / (count - 1)),
  );
}
