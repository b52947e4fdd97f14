/**
 * The synthesis side, learnt first: multiplicative updates, which are natural-gradient steps for this
 * divergence and reach in a second what Adam needs minutes for, under the labels, the decay limit and the
 * pull of neighbouring pitches.
 */
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingOutcome } from '../learned-representation.ts';
import { defaultChunkFrames, factorise } from '../nmf/factorise.ts';
import { harmonicTemplates } from '../nmf/harmonic-templates.ts';
import { tieTemplates } from '../nmf/template-ties.ts';
import type { TrainingHooks, TrainingInput } from '../training-input.ts';
import { DecayLimit } from './decay-limit.ts';
import type { DivisiSettings } from './divisi-settings.ts';
import { NeighbourTemplates } from './neighbour-templates.ts';

export type WarmStart = {
  /** W, [K, bands] flattened, in the scale of the input. */
  readonly templates: Float32Array;
  /** H, [frames, K] flattened. */
  readonly activations: Float32Array;
  readonly lossCurve: TrainingOutcome['lossCurve'];
};

/** Passes before activations are held to the decay: until then they are a rough guess. */
const freePasses = 3;

/** Fails with 'cancelled' or 'training-diverged'. Cost: as `factorise`. */
export async function warmStart(
  tf: TensorFlow,
  input: TrainingInput,
  settings: DivisiSettings,
  hooks: TrainingHooks,
): Promise<Result<WarmStart>> {
  const { unitTable, bands, start } = input;
  const ties = tieTemplates(unitTable, true);
  const limit = new DecayLimit(input, settings);
  const neighbours = new NeighbourTemplates(unitTable, ties, bands, {
    pull: settings.neighbourPull,
    semitones: settings.neighbourSemitones,
  });
  let pass = 1;
  const learnt = await factorise(
    tf,
    input,
    { iterations: settings.warmPasses, tied: true },
    hooks,
    defaultChunkFrames,
    {
      ...(start === undefined
        ? {
            templates: harmonicTemplates(
              unitTable,
              bands,
              input.tuningCents,
              input.seed,
              settings.templateShape,
            ),
          }
        : {
            templates: overTheirSums(start.templates, bands.bandCount),
            activations: start.activations,
          }),
      constrainActivations(activations, startFrame) {
        if (pass > freePasses || start !== undefined) limit.apply(activations, startFrame);
      },
      reshapeTemplates(templates, explained, iteration) {
        pass = iteration + 1;
        return iteration < settings.pullFromPass ? templates : neighbours.pull(templates, explained);
      },
    },
  );
  if (!learnt.ok) return err(learnt.error);
  const { representation, lossCurve } = learnt.value;
  const templates = representation.save?.().arrays['templates']?.values;
  representation.dispose();
  if (templates === undefined) throw new Error('expected a linear representation');
  return ok({ templates, activations: representation.activations, lossCurve });
}

/** Rows that sum to 1, as the factorisation has them. */
function overTheirSums(templates: Float32Array, bands: number): Float32Array {
  const rows = templates.slice();
  for (let first = 0; first < rows.length; first += bands) {
    const row = rows.subarray(first, first + bands);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum > 0) for (let band = 0; band < bands; band++) row[band]! /= sum;
  }
  return rows;
}
