/** What is costly to show of a large value: it follows when the value has come to rest. */

/** A drag changes a value more often than this. */
const restMs = 120;

/**
 * To be called while a component is made. Small values are there at once; a large one is left as it was until it
 * stays the same for a moment, so that moving ten thousand notes does not fill in fields at every step.
 */
export function settled<T>(read: () => T, isLarge: (value: T) => boolean): { readonly current: T } {
  let rested = $state.raw(read());
  $effect(() => {
    const value = read();
    if (!isLarge(value)) {
      rested = value;
      return undefined;
    }
    const timer = setTimeout(() => (rested = value), restMs);
    return () => clearTimeout(timer);
  });
  const current = $derived.by(() => {
    const value = read();
    return isLarge(value) ? rested : value;
  });
  return {
    get current() {
      return current;
    },
  };
}
