/** How far labels reach where nobody said anything, as the methods have it. */
import { methodLabels, methodValues } from '../../shared/document/method-defaults.ts';
import { modelDefaults } from '../../shared/document/new-document.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { toleranceRuleOf } from '../../shared/document/effective-tolerance.ts';
import type { LabelBasis } from './roll-notes.ts';

export type MethodBasis = LabelBasis & { readonly hopSec: number };

export function labelBasis(document: DocumentState): MethodBasis {
  const model = singleOf(document, 'model') ?? modelDefaults;
  const { hopMs, windowMs } = methodValues(model);
  return {
    hopSec: hopMs / 1000,
    settings: methodLabels(model.method, model.overrides),
    auto: toleranceRuleOf(document, windowMs / 1000),
  };
}
