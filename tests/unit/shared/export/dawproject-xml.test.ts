import { describe, expect, it } from 'vitest';
import { metadataXml, projectXml } from '../../../../shared/export/dawproject-xml.ts';
import { hasProgram, runProgram } from '../../../support/outside-program.ts';
import { sessionLayout } from '../../../support/session-layout.ts';
import { childrenOf, elementAt, parseXml } from '../../../support/xml-tree.ts';
import type { XmlElement } from '../../../support/xml-tree.ts';

const layout = sessionLayout();
const project = parseXml(projectXml(layout, 'audio/'));
const names = (element: XmlElement): string[] => element.children.map(({ name }) => name);
const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];

describe('a .dawproject', () => {
  it('[EX30] has its elements in the order of the published schema', () => {
    expect(project.attributes).toEqual({ version: '1.0' });
    expect(names(project)).toEqual(['Application', 'Transport', 'Structure', 'Arrangement']);
    expect(names(elementAt(project, 'Transport'))).toEqual(['Tempo', 'TimeSignature']);
    expect(names(elementAt(project, 'Arrangement'))).toEqual([
      'Lanes',
      'Markers',
      'TempoAutomation',
      'TimeSignatureAutomation',
    ]);
    for (const track of childrenOf(elementAt(project, 'Structure'), 'Track')) {
      expect(names(track)).toEqual(['Channel']);
      const order = ['Mute', 'Pan', 'Volume'].filter(
        (name) => childrenOf(track.children[0]!, name).length > 0,
      );
      expect(names(track.children[0]!)).toEqual(order);
    }
  });

  it('[EX30] has the required attributes, unique ids, and references that exist', () => {
    const required: Record<string, readonly string[]> = {
      Application: ['name', 'version'],
      Tempo: ['unit', 'value'],
      TimeSignature: ['numerator', 'denominator'],
      Pan: ['unit', 'value'],
      Volume: ['unit', 'value'],
      Clip: ['time'],
      Audio: ['channels', 'sampleRate', 'duration'],
      File: ['path'],
      Note: ['time', 'duration', 'channel', 'key'],
      Marker: ['time'],
      RealPoint: ['time', 'value'],
      TimeSignaturePoint: ['time', 'numerator', 'denominator'],
    };
    const elements = all(project);
    const ids = elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, attributes } of elements) {
      for (const attribute of required[name] ?? [])
        expect(attributes[attribute], `${name} ${attribute}`).toBeDefined();
      for (const reference of ['track', 'destination', 'parameter']) {
        const target = attributes[reference];
        if (target !== undefined) expect(ids).toContain(target);
      }
      if (attributes['id'] !== undefined) expect(attributes['id']).toMatch(/^[A-Za-z_][\w.-]*$/);
    }
  });

  it('[EX31] lays audio un-warped in seconds, over its whole length, beside media that are in the file', () => {
    const lanes = childrenOf(elementAt(project, 'Arrangement/Lanes'), 'Lanes');
    const audio = lanes.filter(({ attributes }) => attributes['timeUnit'] === 'seconds');
    expect(audio).toHaveLength(3);
    audio.forEach((lane, index) => {
      const clip = elementAt(lane, 'Clips/Clip');
      expect(clip.attributes).toMatchObject({ time: '0', duration: '10', contentTimeUnit: 'seconds' });
      expect(names(clip)).toEqual(['Audio']);
      expect(elementAt(clip, 'Audio').attributes).toMatchObject({
        sampleRate: '44100',
        channels: '2',
        duration: '10',
      });
      expect(elementAt(clip, 'Audio/File').attributes['path']).toBe(`audio/${layout.tracks[index]!.media}`);
    });
    expect(all(project).some(({ name }) => name === 'Warps')).toBe(false);
  });

  it('[EX31] carries tempo, metre, markers, colours, faders and notes', () => {
    const arrangement = elementAt(project, 'Arrangement');
    const tempo = childrenOf(elementAt(arrangement, 'TempoAutomation'), 'RealPoint');
    // Between points the tempo holds, so the times of all points follow from the points themselves.
    let sec = 0;
    tempo.forEach(({ attributes }, index) => {
      expect(attributes['interpolation']).toBe('hold');
      expect(sec).toBeCloseTo(layout.timeline.tempo.changes[index]!.sec, 6);
      const next = tempo[index + 1]?.attributes['time'] ?? attributes['time'];
      sec += ((Number(next) - Number(attributes['time'])) * 60) / Number(attributes['value']);
    });
    const [metre] = childrenOf(elementAt(arrangement, 'TimeSignatureAutomation'), 'TimeSignaturePoint');
    expect(metre!.attributes).toEqual({ time: '0', numerator: '4', denominator: '4' });
    expect(elementAt(arrangement, 'Markers/Marker').attributes['name']).toBe('A & "B"');
    const [melody, bass] = childrenOf(elementAt(project, 'Structure'), 'Track');
    expect(melody!.attributes['color']).toBe('#0072b2');
    expect(elementAt(melody!, 'Channel').attributes['solo']).toBe('true');
    expect(elementAt(bass!, 'Channel/Mute').attributes['value']).toBe('true');
    expect(elementAt(melody!, 'Channel/Pan').attributes['value']).toBe('0.25');
    expect(Number(elementAt(melody!, 'Channel/Volume').attributes['value'])).toBeCloseTo(0.501, 3);
    const notes = all(project).filter(({ name }) => name === 'Note');
    expect(notes).toHaveLength(16);
    expect(notes[0]!.attributes).toMatchObject({ time: '4', duration: '1', key: '60' });
  });

  it('[EX18] the pedal lies beside the notes, as a controller that holds its value', () => {
    const { ticksPerQuarter } = layout.timeline;
    const pedals = [
      { channel: 0, tick: 4 * ticksPerQuarter, value: 127 },
      { channel: 0, tick: 6 * ticksPerQuarter, value: 0 },
    ];
    const tracks = layout.tracks.map((track, i) => (i === 0 ? { ...track, pedals } : track));
    const points = all(parseXml(projectXml(sessionLayout({ tracks }), 'audio/'))).filter(
      ({ name }) => name === 'Points',
    );
    expect(points).toHaveLength(1);
    expect(names(points[0]!)).toEqual(['Target', 'RealPoint', 'RealPoint']);
    expect(points[0]!.children.map(({ attributes }) => attributes)).toEqual([
      { expression: 'channelController', channel: '0', controller: '64' },
      { time: '4', value: '1', interpolation: 'hold' },
      { time: '6', value: '0', interpolation: 'hold' },
    ]);
  });

  it('[EX30] a fader beyond the usual +6 dB widens its range; no markers means no empty list of them', () => {
    const [first, ...others] = layout.tracks;
    const loud = { ...first!, fader: { ...first!.fader, gainDb: 12 } };
    const changed = parseXml(projectXml(sessionLayout({ tracks: [loud, ...others], markers: [] }), 'audio/'));
    const volume = elementAt(childrenOf(elementAt(changed, 'Structure'), 'Track')[0]!, 'Channel/Volume');
    expect(Number(volume.attributes['max'])).toBeGreaterThanOrEqual(Number(volume.attributes['value']));
    expect(names(elementAt(changed, 'Arrangement'))).not.toContain('Markers');
  });

  it.skipIf(!hasProgram('xmllint'))(
    '[EX30] xmllint finds both documents well formed, whatever names hold',
    () => {
      const odd = sessionLayout({
        piece: 'Tom & "Jerry" <3\u0000\u0007',
        tracks: layout.tracks.map((track) => ({ ...track, name: "a'b\ud800&<>" })),
      });
      for (const xml of [projectXml(odd, 'audio/'), metadataXml(odd)]) {
        runProgram('xmllint', ['--noout', '-'], new TextEncoder().encode(xml));
      }
      expect(elementAt(parseXml(metadataXml(odd)), 'Title').text).toBe('Tom & "Jerry" <3');
    },
  );
});
