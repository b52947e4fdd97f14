/** The notices that lie in every package: the whole licence texts of everything in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyrightOf } from '../checks/notices.mjs';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { BUNDLED_PACKAGES, packageClosure, runtimePackages } from './package-closure.ts';
import type { LockFile } from './package-closure.ts';

/** Parts of the package that no licence file of a package speaks of. */
const BESIDE_PACKAGES = `Electron and Chromium
---------------------
Electron is under the MIT licence: the file LICENSE beside the application's executable (/usr/share/doc/divisi/copyright in the
Debian package). Chromium and the libraries in it have theirs in LICENSES.chromium.html beside it (on macOS LICENSE.electron and
LICENSES.chromium.html in Divisi.app/Contents/Resources). Chromium's ffmpeg is a
file of its own, libffmpeg (ffmpeg.dll, libffmpeg.dylib), under the LGPL-2.1 or later; another build of it may be put in its place.

The demo's piano
----------------
Salamander Grand Piano V3 by Alexander Holm, licensed under CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/). Changes made
when it plays: cut to the onset, resampled, transposed to the notes between the samples, mixed.

Parts that may be replaced
--------------------------
These are under the GNU Lesser General Public License. Each is a file of its own in resources/app.asar.unpacked/node_modules (on
macOS Contents/Resources/app.asar.unpacked/node_modules), outside the archive whose integrity is checked, so that whoever has the
application may put another build with the same interface in its place:

- mpg123 1.x (LGPL-2.1) as WebAssembly in mpg123-decoder and in @audio/decode-mp3; sources: https://www.mpg123.de and
  https://github.com/eshaz/wasm-audio-decoders
- LAME (LGPL-2.0 or later) in wasm-media-encoders, wasm/mp3.wasm; sources: https://lame.sourceforge.io and
  https://github.com/arseneyr/wasm-media-encoders
- codec-parser (LGPL-3.0 or later); sources: https://github.com/eshaz/codec-parser
`;

/** Licences that the parts above refer to, and packages that name one without its text. */
const TEXTS = ['MIT', 'Apache-2.0', 'LGPL-2.1', 'GPL-3.0'] as const;

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|third_party)/i;

type NoticesInput = {
  /** As in package-lock.json, of what is packed and of what is part of a bundle. */
  readonly packages: readonly string[];
  /** Paths from the checkout to libtensorflow's own notices; empty where its source has none. */
  readonly tensorflowNotices: readonly string[];
};

/**
 * @param isForRelease whether the package will be passed on
 * @returns the notices of a package made from the packages of a lock file
 * @throws where one that is passed on would lack notices that it must have
 */
export function noticesOf(lock: LockFile, isForRelease: boolean): string {
  const tensorflowNotices = findTensorflowNotices();
  if (isForRelease && tensorflowNotices.length === 0)
    throw new Error(
      "The native TensorFlow of this checkout comes without its libraries' notices, so it cannot be passed on. Its " +
        'official distribution has them: DIVISI_NATIVE=official npm run doctor -- --repair',
    );
  const packages = packageClosure(lock, [...runtimePackages(lock), ...BUNDLED_PACKAGES]);
  return packageNotices({ packages, tensorflowNotices });
}

/** @returns THIRD_PARTY_NOTICES.md; long, since every text is there in full */
function packageNotices({ packages, tensorflowNotices }: NoticesInput): string {
  const parts = [
    'Divisi is under the MIT licence below. It contains the following parts of others.\n',
    readText('LICENSE'),
    BESIDE_PACKAGES,
    tensorflowPart(tensorflowNotices),
    ...packages.map(packagePart),
    ...TEXTS.map((name) => titled(`The text of ${name}`, readText(`build/packaging/licences/${name}.txt`))),
  ];
  return parts.map((part) => `${part.trimEnd()}\n`).join(`\n${'='.repeat(80)}\n\n`);
}

function packagePart(path: string): string {
  const manifest = JSON.parse(readText(`${path}/package.json`)) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`;
  const files = readdirSync(repositoryPath(path)).filter((name) => LICENCE_FILE.test(name));
  const texts = files.map((name) => readText(`${path}/${name}`));
  if (texts.length > 0) return titled(title, texts.join('\n\n'));
  return titled(title, `${copyrightOf(path)}\nIts text is at the end of this file.`);
}

function tensorflowPart(notices: readonly string[]): string {
  const title = 'libtensorflow and the addon of @tensorflow/tfjs-node (Apache-2.0)';
  const own = 'Copyright The TensorFlow Authors; the addon: Copyright Google LLC.';
  if (notices.length > 0) return titled(title, [own, ...notices.map(readText)].join('\n\n'));
  return titled(
    title,
    `${own}\n\nTHIS PACKAGE IS A TRIAL AND NOT TO BE PASSED ON: its TensorFlow is a rebuild that comes without the notices ` +
      'of the libraries in it.',
  );
}

function titled(title: string, text: string): string {
  return `${title}\n${'-'.repeat(title.length)}\n${text.trim()}\n`;
}

function readText(path: string): string {
  return readFileSync(repositoryPath(path), 'utf8');
}

/** The notices beside the native library, as the official distribution has them. */
function findTensorflowNotices(): readonly string[] {
  const folder = 'node_modules/@tensorflow/tfjs-node/deps';
  if (!existsSync(repositoryPath(folder))) return [];
  const found = readdirSync(repositoryPath(folder)).filter((name) => LICENCE_FILE.test(name));
  return found.sort().map((name) => join(folder, name));
}
