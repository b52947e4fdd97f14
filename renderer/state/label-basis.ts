/** How far labels reach where nobody said anything, as the methods have it. */
import { modelDefaults } from '../../shared/document/new-document.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { toleranceRuleOf } from '../../shared/document/effective-tolerance.ts';
import type { LabelBasis } from './roll-notes.ts';

const paper = Object.freeze({
  toleranceSec: 0.5,
  units: 2,
  stageEdgesSec: [],
  hopSec: 0.023,
  windowSec: 0.093,
});
const refined = Object.freeze({
  toleranceSec: 0.15,
  units: 4,
  stageEdgesSec: [0.25, 0.8],
  hopSec: 0.046,
  windowSec: 0.186,
});

export type MethodBasis = LabelBasis & { readonly hopSec: number };

export function labelBasis(document: DocumentState): MethodBasis {
  const { method, overrides } = singleOf(document, 'model') ?? modelDefaults;
  const base = method === 'divisi' || method === 'A+' ? refined : paper;
  const windowSec = (overrides.windowMs ?? base.windowSec * 1000) / 1000;
  const both = { before: base.toleranceSec, after: base.toleranceSec };
  const onset = overrides.toleranceOnsetSec ?? both;
  const sustain = overrides.toleranceSustainSec ?? both;
  return {
    hopSec: (overrides.hopMs ?? base.hopSec * 1000) / 1000,
    settings: {
      units: base.units,
      stageEdgesSec: base.stageEdgesSec,
      toleranceOnsetSec: onset,
      toleranceSustainSec: sustain,
      freeUnits: overrides.freeUnits ?? 0,
    },
    auto: toleranceRuleOf(document, windowSec),
  };
}
