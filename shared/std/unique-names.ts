/**
 * Makes names unique, case aside, by counting: Piano, Piano 2, Piano 3. Order and length are kept; a
 * name that is unique already stays as it is.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const used = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let number = 2; used.has(candidate.toLowerCase()); number += 1) {
      const next = `${name} ${number}`;
      candidate = taken.has(next.toLowerCase()) ? candidate : next;
    }
    used.add(candidate.toLowerCase());
    return candidate;
  });
}
