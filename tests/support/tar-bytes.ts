/** Builds tar archives for tests, header by header. */
const BLOCK = 512;

export type TarEntry = {
  readonly name: string;
  readonly body?: string | Buffer;
  /** '0' file, '2' symbolic link, '5' folder, 'L' GNU long name, 'x' pax header. */
  readonly flag?: string;
  readonly linkName?: string;
  readonly prefix?: string;
};

export function tarBytes(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(entryBlocks), Buffer.alloc(2 * BLOCK)]);
}

/** One pax record, 'LENGTH KEY=VALUE\n'; LENGTH counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}

function entryBlocks({ name, body = '', flag = '0', linkName = '', prefix = '' }: TarEntry): Buffer[] {
  const content = Buffer.from(body);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(flag, 156);
  header.write(linkName, 157);
  header.write('ustar\u000000', 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return [header, content, padding];
}
