/** NSDR over the seconds of training: how soon a recipe gives what it gives in the end. */
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { MethodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { MethodName } from '../../../shared/document/method-overrides.ts';
import { ok } from '../../../shared/std/result.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask } from '../bench-task.ts';
import type { WatchReport, WatchRequest } from '../worker/watch-request.ts';
import type { TestPiece } from './data-set.ts';
import type { QualityOptions } from './quality-options.ts';
import { identityOf, recipeOf } from './quality-tasks.ts';
import { secondsUntil } from './seconds-until.ts';

/** Of the final gain over the mixture. */
const share = 0.95;
/** Below this there is no gain whose share could be reached. */
const leastGainDb = 0.5;
/** Looks become rarer: each costs seconds, and late in a training little changes. */
const looks = { divisi: { firstSec: 0.5, ratio: 1.15 }, paper: { firstSec: 2, ratio: 1.3 } };

/** Of the methods that are trained step by step. */
export function timeCurveTasks(pieces: readonly TestPiece[], options: QualityOptions): BenchTask[] {
  const { limitSec } = options;
  const trained = new Set<MethodName>(['B', 'C', 'D', 'divisi']);
  return pieces.flatMap((piece) =>
    options.methods
      .filter((method) => trained.has(method))
      .map((method): BenchTask => {
        const overrides = recipeOf(method, options);
        const isPaper = overrides.recipe === 'paper';
        const settings = methodSettings(method, overrides);
        const identity = identityOf(
          'time-curve',
          piece,
          method,
          overrides,
          options,
          isPaper ? 'recipe paper' : '',
        );
        return {
          // Another limit is another measurement only where training may reach it.
          identity: isPaper ? { ...identity, settings: { ...identity.settings, limitSec } } : identity,
          run: watchedRun(piece, options, settings, isPaper ? looks.paper : looks.divisi),
        };
      }),
  );
}

/** Trains on the piece as the options say, and looks at it meanwhile. */
export function watchedRun(
  { mixPath, scorePath, groups, references }: TestPiece,
  { excerptSec, seed, limitSec }: QualityOptions,
  settings: MethodSettings,
  looks: WatchRequest['looks'],
): BenchTask['run'] {
  const place = { mixPath, scorePath, groups, references, excerptSec };
  const request: WatchRequest = { ...place, settings, seed, limitSec, looks, evaluates: true };
  return async (_folder, { runBenchJob, hooks }) => {
    const watched = await runBenchJob({ kind: 'watch', request }, hooks);
    return watched.ok ? ok(curveOutcome(watched.value)) : watched;
  };
}

export function curveOutcome(report: WatchReport): RowOutcome {
  const { curve, nsdr, trainSec, epochs, durationSec, stopped, remarks } = report;
  const final = curve.at(-1)?.nsdr ?? Number.NaN;
  const soonSec = final > leastGainDb ? secondsUntil(curve, share * final) : null;
  return {
    figures: {
      nsdr: final,
      trainSec,
      epochs,
      durationSec,
      ...(soonSec === null ? {} : { soonSec, soonShare: soonSec / durationSec }),
    },
    nsdr,
    curve,
    remarks: [`training ended ${stopped}`, ...remarks],
  };
}
