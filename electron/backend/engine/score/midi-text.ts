/** Text of MIDI meta events, whose encoding the standard leaves open. */

const maxLength = 120;

/**
 * UTF-8 where the bytes are valid UTF-8, else Latin-1; control characters become spaces.
 *
 * @param latin1 one character per byte, as `midi-file` returns text.
 */
export function decodeMidiText(latin1: string): string {
  const bytes = Uint8Array.from(latin1, (character) => character.charCodeAt(0));
  let text = latin1;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: older programs write the Western code page.
  }
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...clean].slice(0, maxLength).join('').trim();
}
