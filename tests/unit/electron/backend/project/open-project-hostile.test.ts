import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineText, nextLine } from '../../../../../electron/backend/project/journal-format.ts';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import {
  commitMarkers,
  crashed,
  createToyProject,
  outcomeOf,
  valueOf,
} from '../../../../support/toy-project.ts';

const place = useTempFolder();
/** What a project's two files hold; a good one to start from. */
let snapshot: Buffer;
let journal: Buffer;

beforeAll(async () => {
  const { project } = await createToyProject(place, 'good');
  await commitMarkers(project, 1, 2);
  valueOf(await project.save());
  await commitMarkers(project, 3, 5);
  const folder = await crashed(project);
  snapshot = await readFile(join(folder, 'good.divisi'));
  journal = await readFile(join(folder, 'journal.jsonl'));
});

async function folderWith(
  name: string,
  files: { snapshot?: Uint8Array; journal?: Uint8Array },
): Promise<string> {
  const folder = place(name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await writeFile(join(folder, 'hostile.divisi'), files.snapshot ?? snapshot);
  await writeFile(join(folder, 'journal.jsonl'), files.journal ?? journal);
  return folder;
}

/** A snapshot with any body and a right checksum. */
function signed(body: string): Buffer {
  const header = '"version": 1,\n"schema": 1,\n"revision": 2,\n"sum": "0000000000000000",\n';
  const sha256 = createHash('sha256').update(header).update(body).digest('hex');
  return Buffer.from(
    `{\n"format": "divisi-project",\n${header}"sha256": "${sha256}",\n"document": ${body}\n}\n`,
  );
}

function documentJson(): Record<string, unknown> {
  return (JSON.parse(snapshot.toString('utf8')) as { document: Record<string, unknown> }).document;
}

async function open(folder: string): Promise<string> {
  const opened = await openProject(folder, 'write');
  if (!opened.ok) return opened.error.code;
  expect(documentText(opened.value.history.document).length).toBeGreaterThan(100);
  await opened.value.close();
  return 'ok';
}

const hostileValues = [
  null,
  -1,
  1e308,
  -0.5,
  2 ** 53,
  '',
  '../../etc/passwd',
  'a'.repeat(100_000),
  '\u0000',
  [],
  {},
  [[[[[[[[[]]]]]]]]],
  { toString: 1, hasOwnProperty: 2 },
  true,
] as const;

describe('openProject, given hostile files', () => {
  it('[P10] any damage to the bytes opens with a remark or ends in a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('snapshot', 'journal'), async (seed, which) => {
        const rng = createRng(seed);
        const bytes = Buffer.from(which === 'snapshot' ? snapshot : journal);
        for (let change = 0; change <= rng.nextInt(4); change++) {
          bytes[rng.nextInt(bytes.length)] = rng.nextInt(256);
        }
        const cut = rng.nextInt(3) === 0 ? bytes.subarray(0, rng.nextInt(bytes.length)) : bytes;
        const outcome = await open(await folderWith('bytes', { [which]: cut }));
        expect(['ok', 'project-damaged', 'project-newer']).toContain(outcome);
      }),
      { numRuns: 50 },
    );
  });

  it('[P10] any value in any place of a document is checked', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...hostileValues), async (seed, value) => {
        const document = documentJson();
        putSomewhere(document, value, createRng(seed));
        const outcome = await open(
          await folderWith('values', { snapshot: signed(JSON.stringify(document)) }),
        );
        expect(['ok', 'project-damaged', 'project-unsafe', 'project-newer']).toContain(outcome);
        if (outcome !== 'ok') refused++;
      }),
      { numRuns: 80, seed: 4 },
    );
    expect(refused).toBeGreaterThan(40);
  });

  it('[P10] depth, prototype keys and endless numbers are refused', async () => {
    const text = JSON.stringify(documentJson());
    for (const body of [
      text.replace('"schema":1', `"schema":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      text.replace('"records":{', '"records":{"__proto__":[],'),
      text.replace('"schema":1', '"schema":1e999'),
      text.replace('"sampleRate":8000', '"sampleRate":1e999'),
    ]) {
      expect(await open(await folderWith('refused', { snapshot: signed(body) }))).toBe('project-unsafe');
    }
    expect(await open(await folderWith('array', { snapshot: signed('[]') }))).toBe('project-damaged');
  });

  it('[P10] an edit with a right sum is checked like any other', async () => {
    const base = { revision: 0, sum: '0'.repeat(16) };
    const fresh = signed(JSON.stringify(documentJson()))
      .toString('utf8')
      .replace('"revision": 2', '"revision": 2');
    for (const [entry, code] of [
      [
        '{"id":"","kind":"edit","name":"x","patch":[{"table":"__proto__","id":"x","before":null,"after":null}]}',
        'ok',
      ],
      [
        '{"id":"","kind":"edit","name":"x","patch":[{"table":"notes","id":"x","before":null,"after":{"__proto__":1}}]}',
        'project-unsafe',
      ],
      [`{"id":"","kind":"edit","name":"x","patch":${'['.repeat(50)}${']'.repeat(50)}}`, 'project-unsafe'],
      [
        '{"id":"","kind":"edit","name":"x","patch":[{"table":"groups","id":"g9","before":null,"after":{"id":"g9","name":"residual","colour":"blue","order":1,"rule":[]}}]}',
        'ok',
      ],
      ['{"id":7,"kind":"edit","name":"x","patch":[]}', 'ok'],
      ['null', 'ok'],
    ] as const) {
      const line = lineText(nextLine({ ...base, revision: 2 }, entry));
      const header =
        '{"format":"divisi-journal","version":1,"schema":1,"revision":2,"sum":"0000000000000000"}\n';
      const folder = await folderWith('entry', {
        snapshot: Buffer.from(fresh),
        journal: Buffer.from(header + line),
      });
      const reading = await openProject(folder, 'read');
      expect(reading.ok ? 'ok' : reading.error.code).toBe(code);
      if (reading.ok) expect(reading.value.remarks.join()).toMatch(/damaged after edit 2/);
    }
  });

  it('[P10] links, pipes and folders in place of files are refused without waiting', async () => {
    for (const name of ['hostile.divisi', 'journal.jsonl']) {
      for (const make of [
        (path: string) => symlink('/etc/passwd', path),
        (path: string) => symlink(place('good.wav'), path),
        (path: string) => mkdir(path),
        (path: string) => Promise.resolve(void execFileSync('mkfifo', [path])),
      ]) {
        const folder = await folderWith('odd', {});
        await rm(join(folder, name));
        await make(join(folder, name));
        const result = await openProject(folder, 'write');
        expect(outcomeOf(result)).toMatch(/^project-unsafe: .*instead of a file/);
        expect(await readdir(folder)).not.toContain('project.lock');
      }
    }
  });

  it('[P10] folders that are links are not written through', async () => {
    const folder = await folderWith('through', {});
    await mkdir(place('target'));
    await writeFile(place('target/x.partial'), 'mine');
    await writeFile(place('target/x.divisi-model'), 'mine');
    for (const name of ['media', 'weights', 'exports']) await symlink(place('target'), join(folder, name));
    expect(await open(folder)).toBe('ok');
    expect((await readdir(place('target'))).sort()).toEqual(['x.divisi-model', 'x.partial']);
  });
});

/** Walks down a random way and replaces, adds or removes what is there. */
function putSomewhere(
  root: Record<string, unknown>,
  value: unknown,
  rng: ReturnType<typeof createRng>,
): void {
  let holder: unknown = root;
  for (;;) {
    const keys = Object.keys(holder as object);
    const key = keys[rng.nextInt(Math.max(1, keys.length))];
    const fields = holder as Record<string, unknown>;
    const inner = key === undefined ? null : fields[key];
    const isHolder = typeof inner === 'object' && inner !== null;
    if (isHolder && rng.nextInt(8) !== 0) {
      holder = inner;
      continue;
    }
    if (key === undefined || rng.nextInt(6) === 0) fields['added'] = value;
    else fields[key] = value;
    return;
  }
}
