/**
 * The two documents of a .dawproject file. Audio lies on lanes in seconds and is not warped; notes, markers, tempo
 * and metre lie in beats, which are quarters.
 * @source DAWproject 1.0 (Bitwig and PreSonus), Project.xsd and MetaData.xsd: elements stand in the order in which
 * the schema has them.
 */
import { decimalText } from './decimal-text.ts';
import { linearGain } from './mixer-gains.ts';
import type { LayoutTrack, SessionLayout } from './session-layout.ts';
import { signatureAt } from './timeline-signature.ts';
import { xmlTag, xmlText } from './xml-text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Programs offer faders up to +6 dB. */
const usualMaxGain = 2;

export function metadataXml(layout: SessionLayout): string {
  return [
    declaration,
    '<MetaData>',
    `  <Title>${xmlText(layout.piece)}</Title>`,
    '  <Comment>Stems and score separated by Divisi</Comment>',
    '</MetaData>',
    '',
  ].join('\n');
}

/** @param mediaFolder folder of the audio inside of the file, with a slash at its end */
export function projectXml(layout: SessionLayout, mediaFolder: string): string {
  const { tracks, timeline, markers } = layout;
  const signature = signatureAt(timeline, 0);
  const beats = (tick: number): string => decimalText(tick / timeline.ticksPerQuarter, 9);
  const withNotes = tracks.flatMap((track, index) => (track.notes.length > 0 ? [{ track, index }] : []));
  const outputs = Math.max(2, ...tracks.map(({ channels }) => channels));
  const lines = [
    declaration,
    '<Project version="1.0">',
    `  <${xmlTag('Application', { name: 'Divisi', version: layout.version })}/>`,
    '  <Transport>',
    `    <${xmlTag('Tempo', { id: 'tempo', name: 'Tempo', unit: 'bpm', min: 1, max: 960, value: bpm(timeline.tempo.changes[0]!.microsPerQuarter) })}/>`,
    `    <${xmlTag('TimeSignature', { id: 'signature', name: 'Time Signature', denominator: signature.denominator, numerator: signature.numerator })}/>`,
    '  </Transport>',
    '  <Structure>',
    ...tracks.flatMap((track, index) => audioTrack(track, index)),
    ...withNotes.flatMap(({ track, index }) => noteTrack(track, index)),
    `    <${xmlTag('Track', { id: 'master', name: 'Master', contentType: 'audio notes', loaded: true })}>`,
    `      <${xmlTag('Channel', { id: 'master-channel', role: 'master', audioChannels: outputs, solo: false })}>`,
    volume('master', layout.masterGainDb),
    '      </Channel>',
    '    </Track>',
    '  </Structure>',
    '  <Arrangement id="arrangement">',
    '    <Lanes id="lanes" timeUnit="beats">',
    ...tracks.flatMap((track, index) => audioLane(layout, track, index, mediaFolder)),
    ...withNotes.flatMap(({ track, index }) => noteLane(track, index)),
    '    </Lanes>',
    ...(markers.length === 0
      ? []
      : [
          '    <Markers id="markers" timeUnit="beats">',
          ...markers.map(({ tick, name }) => `      <${xmlTag('Marker', { name, time: beats(tick) })}/>`),
          '    </Markers>',
        ]),
    '    <TempoAutomation id="tempo-automation" timeUnit="beats" unit="bpm">',
    '      <Target parameter="tempo"/>',
    ...timeline.tempo.changes.map(
      ({ tick, microsPerQuarter }) =>
        `      <${xmlTag('RealPoint', { time: beats(tick), value: bpm(microsPerQuarter), interpolation: 'hold' })}/>`,
    ),
    '    </TempoAutomation>',
    '    <TimeSignatureAutomation id="signature-automation" timeUnit="beats">',
    '      <Target parameter="signature"/>',
    ...timeline.timeSignatures.map(
      ({ tick, numerator, denominator }) =>
        `      <${xmlTag('TimeSignaturePoint', { time: beats(tick), numerator, denominator })}/>`,
    ),
    '    </TimeSignatureAutomation>',
    '  </Arrangement>',
    '</Project>',
    '',
  ];
  return lines.join('\n');

  /** The sustain pedal, one automation for every channel that has one. */
  function pedalLines({ pedals }: LayoutTrack, index: number): string[] {
    const channels = [...new Set(pedals.map(({ channel }) => channel))];
    return channels.flatMap((channel) => [
      `              <${xmlTag('Points', { id: `pedal-${index}-${channel}`, unit: 'normalized' })}>`,
      `                <${xmlTag('Target', { expression: 'channelController', channel, controller: 64 })}/>`,
      ...pedals
        .filter((change) => change.channel === channel)
        .map(({ tick, value }) => {
          const point = { time: beats(tick), value: decimalText(value / 127, 6), interpolation: 'hold' };
          return `                <${xmlTag('RealPoint', point)}/>`;
        }),
      '              </Points>',
    ]);
  }

  function noteLane(track: LayoutTrack, index: number): string[] {
    const end = Math.max(
      track.notes.reduce((last, note) => Math.max(last, note.end), 0),
      track.pedals.reduce((last, { tick }) => Math.max(last, tick), 0),
    );
    return [
      `      <${xmlTag('Lanes', { id: `note-lanes-${index}`, timeUnit: 'beats', track: `note-track-${index}` })}>`,
      `        <${xmlTag('Clips', { id: `note-clips-${index}` })}>`,
      `          <${xmlTag('Clip', { name: track.name, color: track.colour, time: 0, duration: beats(end), playStart: 0 })}>`,
      `            <${xmlTag('Lanes', { id: `note-content-${index}` })}>`,
      `              <${xmlTag('Notes', { id: `notes-${index}` })}>`,
      ...track.notes.map(({ onset, end: noteEnd, channel, pitchMidi, velocity }) => {
        const vel = decimalText(velocity / 127, 6);
        return `                <${xmlTag('Note', { time: beats(onset), duration: beats(noteEnd - onset), channel, key: pitchMidi, vel, rel: vel })}/>`;
      }),
      '              </Notes>',
      ...pedalLines(track, index),
      '            </Lanes>',
      '          </Clip>',
      '        </Clips>',
      '      </Lanes>',
    ];
  }
}

function audioTrack({ name, colour, channels, fader }: LayoutTrack, index: number): string[] {
  const { pan, isMuted, isSoloed, gainDb } = fader;
  return [
    `    <${xmlTag('Track', { id: `track-${index}`, name, color: colour, contentType: 'audio', loaded: true })}>`,
    `      <${xmlTag('Channel', { id: `channel-${index}`, role: 'regular', audioChannels: channels, destination: 'master-channel', solo: isSoloed })}>`,
    `        <${xmlTag('Mute', { id: `mute-${index}`, name: 'Mute', value: isMuted })}/>`,
    `        <${xmlTag('Pan', { id: `pan-${index}`, name: 'Pan', unit: 'normalized', min: 0, max: 1, value: decimalText((pan + 1) / 2, 6) })}/>`,
    volume(String(index), gainDb),
    '      </Channel>',
    '    </Track>',
  ];
}

function noteTrack({ name, colour }: LayoutTrack, index: number): string[] {
  return [
    `    <${xmlTag('Track', { id: `note-track-${index}`, name: `${name} (score)`, color: colour, contentType: 'notes', loaded: true })}>`,
    `      <${xmlTag('Channel', { id: `note-channel-${index}`, role: 'regular', audioChannels: 2, destination: 'master-channel', solo: false })}>`,
    volume(`note-${index}`, 0),
    '      </Channel>',
    '    </Track>',
  ];
}

function audioLane(layout: SessionLayout, track: LayoutTrack, index: number, mediaFolder: string): string[] {
  const { sampleRate, lengthSamples } = layout;
  const duration = decimalText(lengthSamples / sampleRate, 9);
  const media = { duration, sampleRate, channels: track.channels };
  return [
    `      <${xmlTag('Lanes', { id: `lanes-${index}`, timeUnit: 'seconds', track: `track-${index}` })}>`,
    `        <${xmlTag('Clips', { id: `clips-${index}`, timeUnit: 'seconds' })}>`,
    `          <${xmlTag('Clip', { name: track.name, color: track.colour, time: 0, duration, contentTimeUnit: 'seconds', playStart: 0, playStop: duration })}>`,
    `            <${xmlTag('Audio', { id: `audio-${index}`, timeUnit: 'seconds', ...media })}>`,
    `              <${xmlTag('File', { path: mediaFolder + track.media })}/>`,
    '            </Audio>',
    '          </Clip>',
    '        </Clips>',
    '      </Lanes>',
  ];
}

function volume(id: string, gainDb: number): string {
  const value = linearGain(gainDb);
  const max = decimalText(Math.max(usualMaxGain, value), 9);
  return `        <${xmlTag('Volume', { id: `volume-${id}`, name: 'Volume', unit: 'linear', min: 0, max, value: decimalText(value, 9) })}/>`;
}

function bpm(microsPerQuarter: number): string {
  return decimalText(6e7 / microsPerQuarter, 9);
}
