/** Text and attributes for XML that is written by hand. */

/** Escaped for element content and attributes; characters that XML 1.0 does not have are left out. */
export function xmlText(text: string): string {
  return [...text]
    .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replace(/[\t\n\r]/g, ' ');
}

/** `<name key="value" ...>` without its brackets; undefined values are left out. */
export function xmlTag(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const pairs = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return [name, ...pairs.map(([key, value]) => `${key}="${xmlText(String(value))}"`)].join(' ');
}

function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 9 || codePoint === 10 || codePoint === 13;
  return codePoint <= 0xd7ff || (codePoint >= 0xe000 && codePoint !== 0xfffe && codePoint !== 0xffff);
}
