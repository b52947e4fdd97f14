/** The demo's report as one HTML page that needs nothing from elsewhere but the sound files beside it. */
import type { DemoReport, PieceReport } from './demo-report.ts';
import { decimal, duration, escapeHtml } from './html-text.ts';
import {
  renderFigures,
  renderListening,
  renderPictures,
  renderScores,
  renderWork,
} from './report-sections.ts';
import { reportScript } from './report-script.ts';
import { reportStyle } from './report-style.ts';

/** A whole document, UTF-8; all text is escaped. */
export function renderReportPage(report: DemoReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Divisi: demo report</title>
<style>${reportStyle}</style>
</head>
<body>
${renderMasthead(report)}
<main>
${report.pieces.map(renderPiece).join('\n')}
</main>
${renderColophon(report)}
<script>${reportScript}</script>
</body>
</html>
`;
}

function renderMasthead(report: DemoReport): string {
  const links = report.pieces.map(
    ({ slug, title, evaluation }) =>
      `<a href="#${escapeHtml(slug)}">${escapeHtml(title)}</a> <span class="small">+${decimal(evaluation.mean.nsdr)} dB</span>`,
  );
  return `<header class="masthead">
<p class="wordmark">Divisi &middot; demo report</p>
<h1>Piano recordings, taken apart by their scores</h1>
<p>Each recording was played by software on a sampled grand piano, right and left hand together. Divisi got the
recording and the score, nothing else, and gave back one sound file per hand. Because each hand was also kept aside
before mixing, what came out can be measured against what went in.</p>
<nav>${links.map((link) => `<span>${link}</span>`).join('')}</nav>
</header>`;
}

function renderPiece(piece: PieceReport): string {
  return `<article id="${escapeHtml(piece.slug)}" data-duration="${piece.pictures.durationSec}">
<p class="composer">${escapeHtml(piece.composer)}</p>
<h2>${escapeHtml(piece.title)}</h2>
<p class="remark">${escapeHtml(piece.remark)}</p>
${renderFigures(piece)}
${renderListening(piece)}
${renderPictures(piece)}
${renderScores(piece)}
${renderWork(piece)}
</article>`;
}

function renderColophon(report: DemoReport): string {
  const sources = report.pieces.map(({ title, source }) => `${title}: ${source}.`).join(' ');
  return `<footer class="colophon small">
<h3>Where this comes from</h3>
<p>${escapeHtml(report.attribution)}</p>
<p>The scores are the project&rsquo;s own transcripts of music in the public domain. ${escapeHtml(sources)}</p>
<p>Made ${escapeHtml(report.madeAt)} in ${duration(report.totalSec)} on ${escapeHtml(report.machine)}.</p>
</footer>`;
}
