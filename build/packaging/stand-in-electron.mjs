/**
 * A stand-in for Electron's distribution, where the real one cannot be had: the same files by name, with an executable
 * that runs what the environment names. It proves what is packed and how it starts, not what Electron does.
 */
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { repositoryPath } from '../bootstrap/paths.mjs';

/** What the tool that sets fuses looks for in Electron's binary: a mark, version 1, and one character a fuse. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships them: '1' on, '0' off. */
const SHIPPED_FUSES = '101100011';

const LAUNCHER = `#!/bin/sh
# DIVISI_STAND_IN_NODE runs DIVISI_STAND_IN_START with the path of this executable and the arguments.
exec "$DIVISI_STAND_IN_NODE" "$DIVISI_STAND_IN_START" "$0" "$@"
`;

/**
 * Writes electron-v<version>-linux-<arch>.zip, as Electron's downloads are named.
 *
 * @param {string} folder
 * @returns {Promise<string>} the folder
 */
export async function writeStandInElectron(folder) {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(repositoryPath('node_modules', 'electron', 'package.json'), 'utf8'))
  );
  const zip = new yazl.ZipFile();
  const add = (/** @type {string} */ name, /** @type {string | Buffer} */ content, mode = 0o100644) =>
    zip.addBuffer(Buffer.from(content), name, { mode });
  const wire = Buffer.from([1, SHIPPED_FUSES.length]);
  const binary = Buffer.concat([
    Buffer.from(`${LAUNCHER}exit 1\n${FUSE_MARK}`),
    wire,
    Buffer.from(`${SHIPPED_FUSES}\n`),
  ]);
  add('electron', binary, 0o100755);
  add('chrome-sandbox', '', 0o100755);
  add('libffmpeg.so', 'stand-in\n');
  add('version', version);
  add('LICENSE', 'stand-in for the licence of Electron\n');
  add('LICENSES.chromium.html', '<p>stand-in for the notices of Chromium</p>\n');
  add('locales/en-US.pak', '');
  add('resources/default_app.asar', '');
  zip.end();
  mkdirSync(folder, { recursive: true });
  await pipeline(
    zip.outputStream,
    createWriteStream(join(folder, `electron-v${version}-linux-${process.arch}.zip`)),
  );
  return folder;
}
