import { describe, expect, it } from 'vitest';
import type { DemoReport } from '../../../../../electron/backend/report/demo-report.ts';
import { renderReportPage } from '../../../../../electron/backend/report/report-page.ts';
import { methodSettings } from '../../../../../electron/backend/engine/model/method-settings.ts';

const scores = { sdr: 13.2, sir: 21, sar: 14.5, nsdr: 12.34 };
const pixel = 'data:image/png;base64,iVBORw0KGgo=';
const report: DemoReport = {
  madeAt: '1 May',
  machine: '2 cores',
  totalSec: 130,
  attribution: 'Samples by A <B> & C, CC BY 3.0',
  pieces: [
    {
      slug: 'a-piece',
      title: 'A <piece>',
      composer: 'Nobody',
      source: 'a manuscript',
      remark: 'Two hands.',
      noteCount: 321,
      separation: {
        recording: '/x/recording.wav',
        score: '/x/score.mid',
        method: 'divisi',
        backend: 'native',
        sampleRate: 44_100,
        channels: 2,
        durationSec: 60,
        stems: [],
        nullDepthDb: -134.6,
        alignment: null,
        seconds: { decode: 1, align: 0, labels: 0.5, train: 20, separate: 8, write: 2, total: 31.5 },
        realTimeFactor: 0.525,
        peakRssMb: 700,
        epochs: 25,
        seed: 1,
        settings: methodSettings('divisi', {}),
        lossCurve: [],
        remarks: [],
        activity: null,
      },
      medianOnsetErrorSec: 0.008,
      lossStages: [
        {
          name: 'Network',
          points: [
            { epoch: 1, cost: 2 },
            { epoch: 25, cost: 0.25 },
          ],
        },
      ],
      evaluation: { sources: [{ ref: 'r', est: 'e', ...scores }], mean: scores },
      settings: [['Method', 'divisi']],
      recordingSource: 'a-piece/recording.wav',
      stems: [
        {
          label: 'Right hand',
          tone: 'right',
          source: 'a-piece/r.wav',
          truthSource: 'a-piece/t.wav',
          picture: pixel,
        },
        { label: 'Residual', tone: 'neutral', source: 'a-piece/x.wav', picture: pixel },
      ],
      pictures: { durationSec: 60, labels: pixel, before: pixel, after: pixel },
    },
  ],
};
const page = renderReportPage(report);

describe('renderReportPage', () => {
  it('[R6] needs nothing but the sounds beside it', () => {
    const sources = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
    for (const source of sources)
      expect(source).toMatch(/^(?:data:image\/png;base64,|#|a-piece\/[a-z]+\.wav$)/);
    expect(page).not.toMatch(/<link|@import|url\(/);
    expect(page).not.toContain('/x/');
  });

  it('[R6] shows sounds, pictures, scores, null depth, times and settings', () => {
    expect(page.match(/<audio /g)).toHaveLength(4);
    expect(page.match(/<img /g)).toHaveLength(5);
    expect(page).toContain('<polyline');
    for (const text of [
      '+12.3',
      '13.2',
      '21.0',
      '14.5',
      '\u2212134.6',
      '0.53',
      '321',
      'train <b>20 s',
      'Network: 2.000 to 0.2500',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toMatch(/Method<\/dt>\s*<dd>divisi/);
  });

  it('[R6] escapes names and carries the attribution', () => {
    expect(page).toContain('A &lt;piece&gt;');
    expect(page).toContain('A &lt;B&gt; &amp; C, CC BY 3.0');
    expect(page).not.toContain('A <');
  });

  it('[R6] says so where there was no training and no null test', () => {
    const piece = report.pieces[0];
    if (piece === undefined) throw new Error('expected a piece');
    const separation = { ...piece.separation, nullDepthDb: 'not applicable' as const };
    const plain = renderReportPage({ ...report, pieces: [{ ...piece, lossStages: [], separation }] });
    expect(plain).toContain('keeps no course of its training');
    expect(plain).toContain('No null test was made');
  });

  it('[R6] an exact sum is called one', () => {
    const piece = report.pieces[0];
    if (piece === undefined) throw new Error('expected a piece');
    const separation = { ...piece.separation, nullDepthDb: -200 };
    const exact = renderReportPage({ ...report, pieces: [{ ...piece, separation }] });
    expect(exact).toContain('leave exactly nothing.');
    expect(exact).not.toContain('\u2212200');
  });
});
