/** What Chromium takes for a file that is dragged out of a page. */

const kinds: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mid: 'audio/midi',
};

/** 'kind:name:address'. @param href absolute */
export function downloadData(name: string, href: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const kind = kinds[extension] ?? 'application/octet-stream';
  // The parts are told apart by their colons.
  return `${kind}:${name.replaceAll(':', '-')}:${href}`;
}
