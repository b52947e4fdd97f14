/** The parts of the report on one piece. */
import type { PieceReport } from './demo-report.ts';
import { decimal, duration, escapeHtml, significant } from './html-text.ts';
import { deepestNullDb } from '../engine/stems/null-depth.ts';
import { lossCurveSvg } from './loss-curve.ts';
import { highestPitch, lowestPitch, pitchPercent } from './picture-frame.ts';

const secondsPerTick = 10;
const cameOut = 'what came out';
const played = 'what was played';
const gap = '<span class="head"></span>';

/** What matters, in four numbers. */
export function renderFigures({
  evaluation,
  separation,
  noteCount,
  medianOnsetErrorSec,
}: PieceReport): string {
  const depth = separation.nullDepthDb;
  const figures: (readonly [name: string, value: string, unit: string, remark: string])[] = [
    ['Gain over the recording', `+${decimal(evaluation.mean.nsdr)}`, 'dB', 'NSDR, mean of both hands'],
    sumFigure(depth),
    [
      'Time taken',
      decimal(separation.realTimeFactor, 2),
      '\u00d7 real time',
      `${duration(separation.seconds.total)} for ${duration(separation.durationSec)} of music`,
    ],
    [
      'Notes found in it',
      String(noteCount),
      '',
      `half of them within ${decimal(1000 * medianOnsetErrorSec, 0)} ms of where they were played`,
    ],
  ];
  const items = figures.map(
    ([name, value, unit, remark]) =>
      `<div><dt>${name}</dt><dd>${value} <span>${unit}</span></dd><span class="small">${escapeHtml(remark)}</span></div>`,
  );
  return `<dl class="figures">${items.join('')}</dl>`;
}

function sumFigure(
  depthDb: number | 'not applicable',
): readonly [name: string, value: string, unit: string, remark: string] {
  const name = 'Stems add up to the recording';
  if (depthDb === 'not applicable') return [name, 'n/a', '', 'no null test was made'];
  if (depthDb <= deepestNullDb) return [name, 'exactly', '', 'nothing is left over'];
  return [name, decimal(depthDb, 0), 'dB', 'what is left over'];
}

export function renderListening({ recordingSource, stems }: PieceReport): string {
  const rows = stems.map(
    ({ tone, label, source, truthSource }) => `<span class="name tone-${tone}">${escapeHtml(label)}</span>
${renderPlayer(source, label, cameOut)}
${truthSource === undefined ? gap : renderPlayer(truthSource, label, played)}`,
  );
  return `<h3>Listen</h3>
<p class="small">Start another one at any time: it goes on where the one before was.</p>
<div class="listen">
<span class="head"></span><span class="small head">${cameOut}</span><span class="small head">${played}</span>
<span class="name">Recording</span>${gap}${renderPlayer(recordingSource, 'Recording', played)}
${rows.join('\n')}
</div>`;
}

export function renderPictures({ pictures, stems }: PieceReport): string {
  const { durationSec } = pictures;
  const plot = (uri: string, alt: string, tint: 'ink' | 'hue'): string =>
    renderPlot(uri, alt, tint, durationSec);
  const singles = stems.map(
    (
      stem,
    ) => `<figure class="short"><figcaption><strong class="name tone-${stem.tone}">${escapeHtml(stem.label)}</strong>
</figcaption>${plot(stem.picture, `Spectrogram of the stem ${stem.label}`, stem.tone === 'neutral' ? 'ink' : 'hue')}</figure>`,
  );
  return `<h3>Look</h3>
<figure><figcaption><strong>The score, as labels</strong><span class="small">which notes may sound when; paler where
the timing is given some room</span></figcaption>${plot(pictures.labels, 'Label matrix: pitch over time', 'hue')}</figure>
<figure><figcaption><strong>Before</strong><span class="small">spectrogram of the recording</span></figcaption>
${plot(pictures.before, 'Spectrogram of the recording', 'ink')}</figure>
<figure><figcaption><strong>After</strong><span class="small"><span class="tone-right" style="color:var(--tone)">right
hand</span>, <span class="tone-left" style="color:var(--tone)">left hand</span>: each point has the colour of the stem
that got more of it</span></figcaption>${plot(pictures.after, 'Spectrograms of the separated hands', 'hue')}</figure>
${singles.join('\n')}`;
}

export function renderScores({ evaluation, stems, separation }: PieceReport): string {
  const cells = (s: { sdr: number; sir: number; sar: number; nsdr: number }): string =>
    `<td class="lead">${decimal(s.nsdr)}</td><td>${decimal(s.sdr)}</td><td>${decimal(s.sir)}</td><td>${decimal(s.sar)}</td>`;
  const rows = evaluation.sources.map(
    (source, j) =>
      `<tr><td><span class="name tone-${stems[j]?.tone ?? 'neutral'}">${escapeHtml(stems[j]?.label ?? source.est)}</span></td>${cells(source)}</tr>`,
  );
  const left =
    separation.nullDepthDb === 'not applicable'
      ? null
      : separation.nullDepthDb <= deepestNullDb
        ? 'exactly nothing'
        : `${decimal(separation.nullDepthDb)} dB of it`;
  const depth =
    left === null
      ? 'No null test was made.'
      : `All stems together, read back from the disk and subtracted from the recording, leave ${left}.`;
  return `<h3>Measured</h3>
<div class="scores"><table><thead><tr><th>dB, higher is better</th><th>NSDR</th><th>SDR</th><th>SIR</th><th>SAR</th></tr></thead>
<tbody>${rows.join('')}<tr><td>Mean</td>${cells(evaluation.mean)}</tr></tbody></table></div>
<p class="small">BSS Eval 3, filters of 512 taps, against the hands as played. NSDR is by how much a stem is closer to
its hand than the recording is; SIR says how little of the other hand is left in it, SAR how little was added. ${depth}</p>`;
}

export function renderWork({ separation, lossStages, settings }: PieceReport): string {
  const phases = (['decode', 'align', 'labels', 'train', 'separate', 'write'] as const).map((name) => ({
    name,
    seconds: separation.seconds[name],
  }));
  const opacity = (i: number): string => (0.28 + (0.72 * ((i + 2) % 6)) / 5).toFixed(2);
  const bar = phases.map(
    ({ seconds }, i) => `<span style="flex:${Math.max(seconds, 0).toFixed(3)};opacity:${opacity(i)}"></span>`,
  );
  const legend = phases.map(
    ({ name, seconds }, i) => `<li style="--o:${opacity(i)}">${name} <b>${duration(seconds)}</b></li>`,
  );
  const curve = lossCurveSvg(lossStages);
  const courses = lossStages.map(({ name, points }) => {
    const [from, to] = [points[0]?.cost ?? NaN, points.at(-1)?.cost ?? NaN];
    return `<span>${escapeHtml(name)}: ${significant(from)} to ${significant(to)}</span>`;
  });
  const training =
    curve === ''
      ? '<p class="small">This method keeps no course of its training.</p>'
      : `<figure>${curve}<div class="ends small">${courses.join('')}</div></figure>`;
  return `<div class="two"><section><h3>Training</h3><small>Cost per pass over the recording, logarithmic</small>${training}</section>
<section><h3>Time</h3><small>${duration(separation.seconds.total)} in all</small><div class="phases">${bar.join('')}</div>
<ul class="legend">${legend.join('')}</ul></section></div>
<h3>Settings</h3>
<dl class="settings">${settings
    .map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>`;
}

function renderPlot(uri: string, alt: string, tint: 'ink' | 'hue', durationSec: number): string {
  const octaves: number[] = [];
  for (let pitch = Math.ceil(lowestPitch / 12) * 12; pitch <= highestPitch; pitch += 12) octaves.push(pitch);
  const at = (pitch: number): string => `top:${pitchPercent(pitch).toFixed(2)}%`;
  const pitches = octaves.map((pitch) => `<span style="${at(pitch)}">C${pitch / 12 - 1}</span>`);
  const grid = octaves.map((pitch) => `<i style="${at(pitch)}"></i>`);
  const ticks: string[] = [];
  for (let sec = 0; sec < durationSec - 2; sec += secondsPerTick) {
    ticks.push(
      `<span style="left:${((100 * sec) / durationSec).toFixed(2)}%">${sec === 0 ? '0 s' : sec}</span>`,
    );
  }
  return `<div class="plot"><div class="pitches" aria-hidden="true">${pitches.join('')}</div>
<div class="picture"><img class="${tint}-picture" src="${uri}" alt="${escapeHtml(alt)}">${grid.join('')}<div class="playhead"></div></div>
<div class="times" aria-hidden="true">${ticks.join('')}</div></div>`;
}

function renderPlayer(source: string, label: string, column: string): string {
  const what = escapeHtml(`${label}, ${column}`);
  return `<div data-column="${column}"><audio controls preload="none" src="${escapeHtml(source)}" aria-label="${what}"></audio></div>`;
}
