/**
 * Checks that foreign JSON has the shape of a type, field by field, without building anything: a fault is
 * a text that says where ('notes[3].velocity') and what was expected. Fields that a shape does not know are
 * faults. Depth is bounded by the shapes themselves, however deep the JSON is.
 */
export type Shape<T> = {
  /** @returns null when the value fits; else where it does not, what was expected, and what is there. */
  fault(value: unknown, at: string): string | null;
  /** Never there; it ties the shape to its type. */
  readonly type?: () => T;
};

/** A field that may be missing. */
export type OptionalShape<T> = Shape<T> & { readonly isOptional: true };

type Fields<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? OptionalShape<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { fault: (value, at) => shape.fault(value, at), isOptional: true };
}

/** Exactly these fields. */
export function objectOf<T extends object>(fields: Fields<T>): Shape<T> {
  const shapes = new Map(Object.entries(fields as Readonly<Record<string, Shape<unknown>>>));
  const required = [...shapes].filter(([, shape]) => !('isOptional' in shape)).map(([name]) => name);
  return {
    fault(value, at) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return expected(at, `an object with ${[...shapes.keys()].join(', ')}`, value);
      }
      const record = value as Readonly<Record<string, unknown>>;
      for (const key of Object.keys(record)) {
        const shape = shapes.get(key);
        if (shape === undefined) return `${at}: "${shortened(key)}" is not a known field`;
        const fault = shape.fault(record[key], `${at}.${key}`);
        if (fault !== null) return fault;
      }
      const missing = required.find((name) => !Object.hasOwn(record, name));
      return missing === undefined ? null : `${at}: "${missing}" is missing`;
    },
  };
}

/** An object of any keys that fit the pattern. */
export function recordOfValues<T>(
  key: RegExp,
  shape: Shape<T>,
  most: number,
): Shape<Readonly<Record<string, T>>> {
  return {
    fault(value, at) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return expected(at, 'an object', value);
      }
      const entries = Object.entries(value);
      if (entries.length > most) return `${at}: expected at most ${most} fields, got ${entries.length}`;
      for (const [name, item] of entries) {
        const fault = key.test(name)
          ? shape.fault(item, `${at}.${name}`)
          : `${at}: "${shortened(name)}" is not a known field`;
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

export function listOf<T>(shape: Shape<T>, most: number, least = 0): Shape<readonly T[]> {
  return {
    fault(value, at) {
      if (!Array.isArray(value)) return expected(at, 'a list', value);
      if (value.length > most || value.length < least) {
        return `${at}: expected ${least > 0 ? `${least} to ` : 'at most '}${most} entries, got ${value.length}`;
      }
      for (let index = 0; index < value.length; index++) {
        const fault = shape.fault(value[index], `${at}[${index}]`);
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

export function pairOf<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return {
    fault(value, at) {
      if (!Array.isArray(value) || value.length !== 2) return expected(at, 'a pair', value);
      return first.fault(value[0], `${at}[0]`) ?? second.fault(value[1], `${at}[1]`);
    },
  };
}

/** Finite, both bounds included. */
export function numberIn(low: number, high: number): Shape<number> {
  return {
    fault: (value, at) =>
      typeof value === 'number' && value >= low && value <= high
        ? null
        : expected(at, `a number from ${low} to ${high}`, value),
  };
}

export function wholeIn(low: number, high: number): Shape<number> {
  return {
    fault: (value, at) =>
      Number.isInteger(value) && (value as number) >= low && (value as number) <= high
        ? null
        : expected(at, `a whole number from ${low} to ${high}`, value),
  };
}

export const flag: Shape<boolean> = {
  fault: (value, at) => (typeof value === 'boolean' ? null : expected(at, 'true or false', value)),
};

/** `what` names it in messages: 'a note id'. */
export function textLike(pattern: RegExp, what: string): Shape<string> {
  return {
    fault: (value, at) =>
      typeof value === 'string' && pattern.test(value) ? null : expected(at, what, value),
  };
}

export function oneOf<T extends string | number | null>(values: readonly T[]): Shape<T> {
  return {
    fault: (value, at) =>
      (values as readonly unknown[]).includes(value)
        ? null
        : expected(at, values.map((item) => JSON.stringify(item)).join(' or '), value),
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return { fault: (value, at) => (value === null ? null : shape.fault(value, at)) };
}

/** Fits one of the shapes; the last one tells the fault. */
export function eitherOf<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    fault: (value, at) => (first.fault(value, at) === null ? null : second.fault(value, at)),
  };
}

/** With a further condition between fields: `check` sees only what fits, and says what is wrong or null. */
export function refined<T>(shape: Shape<T>, check: (value: T) => string | null): Shape<T> {
  return {
    fault(value, at) {
      const fault = shape.fault(value, at);
      if (fault !== null) return fault;
      const reason = check(value as T);
      return reason === null ? null : `${at}: ${reason}`;
    },
  };
}

function expected(at: string, what: string, value: unknown): string {
  return `${at}: expected ${what}, got ${shown(value)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `"${shortened(value)}"` : String(value);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
