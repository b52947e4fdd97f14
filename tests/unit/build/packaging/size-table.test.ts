import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizesOf, sizeTable } from '../../../../build/packaging/size-table.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();
const files: Readonly<Record<string, number>> = {
  divisi: 100,
  'locales/en-US.pak': 20,
  'resources/app.asar': 3_000_000,
  'resources/THIRD_PARTY_NOTICES.md': 10,
  'resources/app.asar.unpacked/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node': 2_000_000,
  'resources/app.asar.unpacked/node_modules/mpg123-decoder/index.js': 7,
};

describe('the table of sizes', () => {
  it('[PK14] sums a packed folder up by what its files are for', () => {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(temp(join('packed', path))), { recursive: true });
      writeFileSync(temp(join('packed', path)), Buffer.alloc(bytes));
    }
    expect(sizesOf(temp('packed'))).toEqual([
      { part: 'archive (programs, window, packages)', bytes: 3_000_000, files: 1 },
      { part: 'native TensorFlow', bytes: 2_000_000, files: 1 },
      { part: 'Electron', bytes: 120, files: 2 },
      { part: 'notices, icons, file type', bytes: 10, files: 1 },
      { part: 'replaceable parts (LGPL)', bytes: 7, files: 1 },
    ]);
    expect(sizeTable(temp('packed'))).toMatch(/\ntotal +5\.0 MB +6 files\n$/);
  });
});
