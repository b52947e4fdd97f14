/** The roll's painter on a thread of its own, where there can be one. */
import { PainterBeside } from './painter-beside.ts';
import workerUrl from './roll-painter-worker.ts?worker&url';

/** @returns null where no thread can be had: the window then paints everything itself */
export function rollPainter(): PainterBeside | null {
  try {
    return new PainterBeside(new Worker(workerUrl, { type: 'module', name: 'roll painter' }));
  } catch {
    return null;
  }
}
