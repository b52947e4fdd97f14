/** Leaves room for a number behind it within the 200 UTF-16 units of a name. */
const mostUnits = 190;

/** One line without control characters or outer blanks, cut where it is long; `fallback` where nothing is left. */
export function cleanName(text: string, fallback: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim();
  let name = '';
  for (const character of line) {
    if (name.length + character.length > mostUnits) break;
    name += character;
  }
  return name.trim() === '' ? fallback : name.trim();
}
