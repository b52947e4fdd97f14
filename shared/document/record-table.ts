/**
 * A set of records by id, never changed: a changed copy shares all but the buckets that it touches, so
 * that an edit among many thousand notes costs what it touches. Plain data, fit for structured cloning;
 * maps rather than objects, so that no id can be mistaken for a property of theirs.
 */
export type RecordTable<R> = {
  readonly size: number;
  readonly buckets: readonly ReadonlyMap<string, R>[];
};

/** A copy of one bucket and of the list of buckets costs about the same for some 10,000 records. */
const bucketCount = 256;
const emptyBucket: ReadonlyMap<string, never> = new Map<string, never>();
const empty: RecordTable<never> = Object.freeze({
  size: 0,
  buckets: Object.freeze(new Array<ReadonlyMap<string, never>>(bucketCount).fill(emptyBucket)),
});

export function emptyTable<R>(): RecordTable<R> {
  return empty;
}

/** Cost O(1). */
export function recordOf<R>(table: RecordTable<R>, id: string): R | undefined {
  return table.size === 0 ? undefined : table.buckets[bucketOf(id)]?.get(id);
}

/** In no particular order, but the same one for the same table. */
export function* recordsOf<R>(table: RecordTable<R>): Generator<R, void, undefined> {
  for (const bucket of table.buckets) yield* bucket.values();
}

/** What the record of an id becomes; null removes it. */
export type RecordChange<R> = { readonly id: string; readonly after: R | null };

/**
 * @param changes at most one of an id
 * Cost O(changes), and one copy of the list of buckets.
 */
export function withRecords<R>(table: RecordTable<R>, changes: readonly RecordChange<R>[]): RecordTable<R> {
  const buckets = [...table.buckets];
  const own = new Map<number, Map<string, R>>();
  let { size } = table;
  for (const { id, after } of changes) {
    const index = bucketOf(id);
    let bucket = own.get(index);
    if (bucket === undefined) {
      bucket = new Map(buckets[index]);
      own.set(index, bucket);
      buckets[index] = bucket;
    }
    size -= bucket.size;
    if (after === null) bucket.delete(id);
    else bucket.set(id, after);
    size += bucket.size;
  }
  return { size, buckets };
}

/** A record of a note is often looked up in several tables, one after the other. */
let lastId: string | null = null;
let lastBucket = 0;

function bucketOf(id: string): number {
  if (id !== lastId) {
    lastBucket = folded(id);
    lastId = id;
  }
  return lastBucket;
}

/** @source G. Fowler, L. C. Noll, P. Vo, FNV-1a, over UTF-16 units, folded to the number of buckets. */
function folded(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & (bucketCount - 1);
}
