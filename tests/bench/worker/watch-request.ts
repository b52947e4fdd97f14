/** A training that is looked at while it runs. */
import type { MethodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import type { CurvePoint } from '../bench-row.ts';

export type WatchRequest = {
  readonly mixPath: string;
  readonly scorePath: string;
  readonly groups: GroupSpec;
  /** True stems by name of their group; whole recordings. */
  readonly references: readonly { readonly group: string; readonly path: string }[];
  readonly excerptSec: { readonly start: number; readonly end: number } | null;
  readonly settings: MethodSettings;
  readonly seed: number;
  /** Training ends here; what it reached by then counts. */
  readonly limitSec: number;
  /** Seconds of training at the first look, and the ratio of every next look's to the last one's, > 1. */
  readonly looks: { readonly firstSec: number; readonly ratio: number };
  /** NSDR at every look; without it only costs are measured. */
  readonly evaluates: boolean;
};

export type WatchReport = {
  readonly curve: readonly CurvePoint[];
  /** By group, at the end; empty without evaluation. */
  readonly nsdr: Readonly<Record<string, number>>;
  readonly trainSec: number;
  readonly epochs: number;
  readonly durationSec: number;
  readonly stopped: 'by itself' | 'at the limit' | 'diverged';
  readonly remarks: readonly string[];
};
