/**
 * The methods that can be named, and what a user may change about one of them. An absent field keeps
 * the method's own default.
 */
import type { ToleranceSec } from '../labels/label-settings.ts';

export const methodNames = ['A', 'A+', 'B', 'C', 'D', 'divisi'] as const;
export type MethodName = (typeof methodNames)[number];

export const trainingRecipes = ['paper', 'divisi'] as const;
/** 'paper' trains as published (Adam at 1e-4, full batch); 'divisi' with this project's conditioning. */
export type TrainingRecipe = (typeof trainingRecipes)[number];

export const lambdaSchedules = ['constant', 'rising'] as const;
/** How the weight of the activity penalty develops over the steps of stage 2. */
export type LambdaSchedule = (typeof lambdaSchedules)[number];

export type MethodOverrides = {
  /** P, units per class: one onset unit and P - 1 sustain units; >= 2. */
  readonly units?: number;
  /** Background units that are always allowed; >= 0. */
  readonly freeUnits?: number;
  readonly toleranceOnsetSec?: ToleranceSec;
  readonly toleranceSustainSec?: ToleranceSec;
  /** Weight of the activity penalty of stage 2; >= 0. */
  readonly lambda?: number;
  readonly lambdaSchedule?: LambdaSchedule;
  /** Frames that the analysis network sees, centre frame included; odd, >= 1. */
  readonly contextFrames?: number;
  readonly windowMs?: number;
  readonly hopMs?: number;
  /** Width of the hidden layers. */
  readonly hiddenUnits?: number;
  readonly learningRate?: number;
  readonly epochs?: number;
  /** Frames per training step; 0 is full batch. */
  readonly batchFrames?: number;
  /** Exponent p of the masks V_g^p / sum_j V_j^p. */
  readonly maskExponent?: number;
  readonly recipe?: TrainingRecipe;
};
