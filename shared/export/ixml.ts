/**
 * The iXML text of a stem: project, set of files, names of its channels.
 * @source iXML specification 3.0 (Gallery), IXML_VERSION, FILE_SET, TRACK_LIST. Colours have no field of their
 * own there; they stand in an element of this program's, which other readers skip.
 */
import { xmlText } from './xml-text.ts';

export type IxmlFields = {
  readonly project: string;
  readonly trackName: string;
  /** '#rrggbb' */
  readonly colour: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
  /** Samples since midnight of the file's first sample. */
  readonly timeReferenceSamples: number;
  /** The same for all files of one export. */
  readonly familyId: string;
  readonly fileId: string;
  /** From 1. */
  readonly fileIndex: number;
  readonly totalFiles: number;
};

export function ixmlText(fields: IxmlFields): string {
  const { channels, trackName, timeReferenceSamples: reference } = fields;
  const sides = channels === 2 ? ['L', 'R'] : [];
  const tracks = Array.from({ length: channels }, (_, channel) => {
    const suffix = channels === 1 ? '' : ` ${sides[channel] ?? channel + 1}`;
    return [
      '<TRACK>',
      `<CHANNEL_INDEX>${channel + 1}</CHANNEL_INDEX>`,
      `<INTERLEAVE_INDEX>${channel + 1}</INTERLEAVE_INDEX>`,
      `<NAME>${xmlText(trackName + suffix)}</NAME>`,
      '</TRACK>',
    ].join('');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<BWFXML>',
    '<IXML_VERSION>1.61</IXML_VERSION>',
    `<PROJECT>${xmlText(fields.project)}</PROJECT>`,
    '<NOTE>Separated by Divisi</NOTE>',
    '<SPEED>',
    `<FILE_SAMPLE_RATE>${fields.sampleRate}</FILE_SAMPLE_RATE>`,
    `<AUDIO_BIT_DEPTH>${fields.bits}</AUDIO_BIT_DEPTH>`,
    `<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>${Math.floor(reference / 2 ** 32)}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>`,
    `<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>${reference % 2 ** 32}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>`,
    `<TIMESTAMP_SAMPLE_RATE>${fields.sampleRate}</TIMESTAMP_SAMPLE_RATE>`,
    '</SPEED>',
    '<FILE_SET>',
    `<TOTAL_FILES>${fields.totalFiles}</TOTAL_FILES>`,
    `<FAMILY_UID>${xmlText(fields.familyId)}</FAMILY_UID>`,
    `<FAMILY_NAME>${xmlText(fields.project)}</FAMILY_NAME>`,
    `<FILE_SET_INDEX>${fields.fileIndex}</FILE_SET_INDEX>`,
    `<FILE_UID>${xmlText(fields.fileId)}</FILE_UID>`,
    '</FILE_SET>',
    '<TRACK_LIST>',
    `<TRACK_COUNT>${channels}</TRACK_COUNT>`,
    ...tracks,
    '</TRACK_LIST>',
    `<DIVISI><TRACK_COLOUR>${xmlText(fields.colour)}</TRACK_COLOUR></DIVISI>`,
    '</BWFXML>',
    '',
  ].join('\n');
}
