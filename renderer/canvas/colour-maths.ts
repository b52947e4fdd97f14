/** Colours as text '#rrggbb', and how far apart they are for eyes. */

type Rgb = readonly [red: number, green: number, blue: number];

/** @source WCAG 2.2, "contrast ratio", 1..21 */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(parse(a)), luminance(parse(b))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** @param share of `other`, 0..1 */
export function mixed(colour: string, other: string, share: number): string {
  const [from, to] = [parse(colour), parse(other)];
  return format(from.map((value, index) => value + (to[index]! - value) * share) as unknown as Rgb);
}

export function withAlpha(colour: string, alpha: number): string {
  return `rgb(${parse(colour).join(' ')} / ${Math.round(alpha * 100)}%)`;
}

/** The colour, or as little of `towards` mixed into it as it takes to stand out from `ground`. */
export function standingOut(colour: string, ground: string, towards: string, leastContrast: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mixed(colour, towards, share);
    if (contrast(candidate, ground) >= leastContrast) return candidate;
  }
  return towards;
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(colour: string): Rgb {
  const value = /^#[0-9a-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : null;
  if (value === null) throw new Error(`expected a colour #rrggbb, got ${colour}`);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
