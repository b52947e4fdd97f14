/** One measured line of a bench: plain data, as the JSON file holds it. */
import type { NoteError } from './align/onset-errors.ts';
import type { Machine } from './machine.ts';

export const sectionNames = [
  'quality',
  'jitter',
  'ceiling',
  'variants',
  'ensembles',
  'steps-claim',
  'time-curve',
  'activity',
  'speed',
  'document',
  'export',
  'window',
  'align',
  'align-derived',
  'align-refusal',
  'align-anchor',
  'align-speed',
  'align-separation',
  'align-real',
  'correct',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** What was measured. Two rows of equal identity measure the same thing. */
export type RowIdentity = {
  readonly section: SectionName;
  readonly piece: string;
  /** 'fluid', 'salamander' or 'ensemble'. */
  readonly piano: string;
  readonly method: string;
  /** What sets the row apart within its section: '150 ms', 'panned', 'recipe paper'; '' where nothing does. */
  readonly condition: string;
  /** Excerpt, and the method's settings as they ran: other defaults make other rows. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
};

/** A state of a training: what was reached when. */
export type CurvePoint = {
  /** Of training alone. */
  readonly sec: number;
  readonly epoch: number;
  readonly steps: number;
  /** Mean divergence per frame as the training minimises it. */
  readonly cost: number;
  /** Mean divergence per frame of the representation under the labels, the same measure for every objective. */
  readonly labelledCost: number;
  readonly deadUnitShare: number;
  /** Mean over stems; null where it was not measured. */
  readonly nsdr: number | null;
};

export type RowOutcome = {
  /** By name; dB, seconds, ratios, as the name says. */
  readonly figures: Readonly<Record<string, number>>;
  /** NSDR of every stem, dB. */
  readonly nsdr: Readonly<Record<string, number>>;
  readonly curve?: readonly CurvePoint[];
  /** Of an alignment: for every note with a true partner its confidence and its onset's error, ms. */
  readonly notes?: readonly NoteError[];
  readonly remarks: readonly string[];
};

export type BenchRow = RowIdentity &
  RowOutcome & {
    readonly machine: Machine;
    /** ISO 8601. */
    readonly madeAt: string;
  };

/** The same text for equal identities, whatever the order of their fields. */
export function identityKey(identity: RowIdentity): string {
  const { section, piece, piano, method, condition, settings, seed } = identity;
  return JSON.stringify(inOrder({ section, piece, piano, method, condition, settings, seed }));
}

/** `excerpt` of the settings in words: '0-40' or 'whole'. */
export function excerptText(excerptSec: { readonly start: number; readonly end: number } | null): string {
  return excerptSec === null ? 'whole' : `${excerptSec.start}-${excerptSec.end}`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, item]) => [key, inOrder(item)]),
  );
}
