/**
 * File names that every system takes: Windows refuses some characters, device names and names that end
 * in a dot or a space; macOS and Windows ignore case; most systems allow 255 bytes.
 */

const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)$/i;
/** Leaves room for a number, an extension and a temporary suffix within 255 bytes. */
const maxBytes = 180;

/**
 * One part of a file name, never a path: separators become dashes. Unicode stays, composed (NFC).
 *
 * @param fallback is used when nothing is left; must be safe itself.
 */
export function safeFileName(text: string, fallback: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:|]/g, '-')
    .replace(/"/g, "'")
    .replace(/[<>?*]/g, '_')
    .replace(/\s+/gu, ' ');
  const name = trimEnds(cutToBytes(trimEnds(clean), maxBytes));
  if (name === '') return fallback;
  // Windows takes "con.txt" for the device, too.
  return reserved.test(name.split('.')[0]?.trim() ?? '') ? `_${name}` : name;
}

function trimEnds(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
