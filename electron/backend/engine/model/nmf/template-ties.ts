/** Which units share one template. */
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';

export type TemplateTies = {
  /** Template of every unit, [K]. */
  readonly templateOfUnit: Int32Array;
  /** Kt */
  readonly templateCount: number;
};

/**
 * Tied: classes of one instrument and pitch share a template for each of their P units, whatever their
 * parts; two hands play one piano. Otherwise, and for free units always, every unit has its own.
 */
export function tieTemplates(unitTable: UnitTable, tied: boolean): TemplateTies {
  const { classes, unitsPerClass, unitCount } = unitTable;
  const templateOfUnit = new Int32Array(unitCount);
  const known = new Map<string, number>();
  let templateCount = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const labelClass = classes[Math.floor(unit / unitsPerClass)];
    const key =
      tied && labelClass !== undefined
        ? `${labelClass.pitchMidi} ${unit % unitsPerClass} ${labelClass.instrumentKey}`
        : `${unit}`;
    const template = known.get(key) ?? templateCount++;
    known.set(key, template);
    templateOfUnit[unit] = template;
  }
  return { templateOfUnit, templateCount };
}
