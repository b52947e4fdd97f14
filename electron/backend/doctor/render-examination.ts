import type { Examination } from './examine-machine.ts';

const TITLES = Object.freeze({
  node: 'Node',
  platform: 'Platform',
  tensors: 'Tensors',
  electron: 'Electron',
  chromium: 'Chromium',
});

/** The report for people: a line per finding, its advice below it, and the verdict last. */
export function renderExamination({ findings, native }: Examination): string {
  const lines = findings.flatMap(({ name, state, found, advice }) => [
    `${state === 'good' ? 'ok     ' : 'missing'}  ${TITLES[name].padEnd(9)} ${found}`,
    ...(advice === '' ? [] : [`${' '.repeat(19)}-> ${advice}`]),
  ]);
  const verdict = native
    ? 'Separations run on native TensorFlow here.'
    : 'Separations do not run natively here; see above.';
  return `${[...lines, '', verdict].join('\n')}\n`;
}
