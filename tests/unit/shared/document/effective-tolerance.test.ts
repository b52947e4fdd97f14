import { describe, expect, it } from 'vitest';
import {
  effectiveTolerance,
  methodTolerance,
  toleranceRuleOf,
} from '../../../../shared/document/effective-tolerance.ts';
import { setModel } from '../../../../shared/document/edits/edit-project.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';

const settings = {
  units: 2,
  stageEdgesSec: [],
  toleranceOnsetSec: { before: 0.15, after: 0.15 },
  toleranceSustainSec: { before: 0.15, after: 0.15 },
  freeUnits: 0,
};

describe('effective tolerance', () => {
  it('[L14] note before group before all before automatic, each side by itself', () => {
    const document = edited(
      toyDocument(4),
      (now) =>
        setTolerance(
          now,
          { kind: 'global' },
          { onsetBeforeSec: 0.1, onsetAfterSec: 0.1, sustainBeforeSec: 0.1 },
        ),
      (now) =>
        setTolerance(now, { kind: 'groups', ids: ['g1'] }, { onsetBeforeSec: 0.2, onsetAfterSec: 0.2 }),
      (now) => setTolerance(now, { kind: 'notes', ids: ['t1n1'] }, { onsetBeforeSec: 0 }),
    );
    const automatic = methodTolerance({ confidence: null, decays: true }, settings);
    expect(effectiveTolerance(document, 't1n1', 'g1', automatic)).toEqual({
      toleranceOnsetSec: { before: 0, after: 0.2 },
      toleranceSustainSec: { before: 0.1, after: 0.15 },
    });
    expect(effectiveTolerance(document, 't1n2', null, automatic).toleranceOnsetSec).toEqual({
      before: 0.1,
      after: 0.1,
    });
    const given = edited(
      document,
      (now) => setTolerance(now, { kind: 'notes', ids: ['t1n1'] }, { onsetBeforeSec: null }),
      (now) =>
        setTolerance(now, { kind: 'groups', ids: ['g1'] }, { onsetBeforeSec: null, onsetAfterSec: null }),
    );
    expect(effectiveTolerance(given, 't1n1', 'g1', automatic).toleranceOnsetSec).toEqual({
      before: 0.1,
      after: 0.1,
    });
    expect(given.tolerances.size).toBe(1);
  });

  it('[L14] automatic is from the confidence for the default method, unless its settings say a tolerance', () => {
    const document = toyDocument(4);
    const rule = toleranceRuleOf(document, 0.186);
    expect(rule({ confidence: null, decays: true }, settings)).toBe(settings);
    const guessed = { confidence: 0, decays: true };
    const unsure = rule(guessed, settings).toleranceOnsetSec.before;
    const sure = rule({ confidence: 1, decays: true }, settings);
    expect(unsure).toBeGreaterThan(sure.toleranceOnsetSec.before);
    const held = rule({ confidence: 1, decays: false }, settings);
    expect(held.toleranceSustainSec.after).toBeLessThan(sure.toleranceSustainSec.after);
    const said = edited(document, (now) =>
      setModel(now, { overrides: { toleranceOnsetSec: { before: 0.01, after: 0.02 } } }),
    );
    expect(toleranceRuleOf(said, 0.186)(guessed, settings)).toEqual({
      toleranceOnsetSec: { before: 0.01, after: 0.02 },
      toleranceSustainSec: rule(guessed, settings).toleranceSustainSec,
    });
    const published = edited(document, (now) => setModel(now, { method: 'A' }));
    expect(toleranceRuleOf(published, 0.186)(guessed, settings)).toBe(settings);
  });
});
