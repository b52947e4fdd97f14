/** Every text of the window, in English, by screens. A translation is another object of this shape. */
import { exporting } from './en/exporting.ts';
import { general, phases, link } from './en/general.ts';
import { inspector, anchors, doubts } from './en/inspector.ts';
import { listen } from './en/listen.ts';
import { main, status, history, palette, shortcuts, gestures } from './en/main.ts';
import { mixer } from './en/mixer.ts';
import { roll, regions, matrix } from './en/roll.ts';
import { start, importing } from './en/start.ts';
import { train, versions, strengths } from './en/train.ts';

export const strings = Object.freeze({
  general,
  start,
  importing,
  phases,
  link,
  main,
  roll,
  matrix,
  mixer,
  listen,
  inspector,
  anchors,
  doubts,
  train,
  versions,
  regions,
  strengths,
  exporting,
  history,
  status,
  palette,
  shortcuts,
  gestures,
});
