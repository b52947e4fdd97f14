import { describe, expect, it } from 'vitest';
import type { ExportReport } from '../../../../shared/export/export-report.ts';
import { readmeText } from '../../../../shared/export/readme-text.ts';

const stem = {
  kind: 'stem' as const,
  name: 'Melody',
  file: 'C:\\music\\x - 01 Melody.wav',
  format: 'wav' as const,
  bits: '24' as const,
  channels: 2,
  peakDb: -3.21,
  gainDb: -1.5,
  isLimited: false,
  integratedLufs: null,
  truePeakDb: null,
};
const report: Omit<ExportReport, 'seconds' | 'bytes'> = {
  folder: 'C:\\music',
  piece: 'x',
  sampleRate: 48000,
  fromSec: 1.5,
  durationSec: 10,
  sounds: [
    stem,
    {
      ...stem,
      kind: 'mix',
      name: 'mix',
      file: '/m/x - mix.mp3',
      format: 'mp3',
      bits: null,
      integratedLufs: -14.04,
      truePeakDb: -1,
    },
  ],
  files: ['/m/x - score.mid', '/m/x.rpp', '/m/README.txt'],
  nullDepthDb: -123.4,
  nullAgainst: 'recording',
  remarks: ['Something to know.'],
};

describe('README.txt', () => {
  const text = readmeText(report, '1.2.3');

  it('[EX35] tells what every file is, the null depth, the remarks and the two traps', () => {
    expect(text).toContain(
      'x - 01 Melody.wav: stem "Melody", 24 bit, stereo, peak -3.2 dBFS, lowered by\n  1.50 dB.',
    );
    expect(text.replace(/\s+/g, ' ')).toContain('-14.0 LUFS, true peak -1.0 dBTP');
    expect(text).toContain('x - score.mid: the score');
    expect(text).toContain('x.rpp: session for Reaper');
    expect(text.replace(/\s+/g, ' ')).toContain('null depth -123.4 dB');
    const exact = readmeText({ ...report, nullDepthDb: -200 }, '1.2.3');
    expect(exact.replace(/\s+/g, ' ')).toContain('nothing is left, to the last bit');
    expect(text).toContain('- Something to know.');
    expect(text).toContain('Auto-Warp');
    expect(text).toContain('Logic may trim');
  });

  it('[EX35] tells the steps for every program, and that none was tried', () => {
    expect(text.replace(/\s+/g, ' ')).toContain('None of them was tried in the program itself.');
    expect(text).toContain('Drag "x - score.mid"');
    expect(text).not.toContain('<piece>');
  });
});
