import { describe, expect, it } from 'vitest';
import { renderExamination } from '../../../../../electron/backend/doctor/render-examination.ts';

describe('the report of the doctor', () => {
  it('[F12] has a line per finding, advice for what is missing, and a verdict', () => {
    const text = renderExamination({
      native: false,
      backend: 'wasm',
      tensorflowVersion: null,
      gflops: 12,
      findings: [
        { name: 'node', state: 'good', found: 'Node 20.19.0', advice: '' },
        { name: 'electron', state: 'missing', found: 'not installed', advice: 'Run this.' },
      ],
    });
    expect(text.split('\n')).toEqual([
      'ok       Node      Node 20.19.0',
      'missing  Electron  not installed',
      '                   -> Run this.',
      '',
      'Separations do not run natively here; see above.',
      '',
    ]);
  });
});
