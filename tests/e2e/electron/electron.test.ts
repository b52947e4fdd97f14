/** The same in a real Electron, sandbox included, where its binary is: `npm run e2e:electron`. */
import { describe, it } from 'vitest';
import { bundleSources } from '../../../build/bootstrap/bundle.mjs';
import { withLock } from '../../../build/bootstrap/lock.mjs';
import { repositoryPath } from '../../../build/bootstrap/paths.mjs';
import { electronBinary, whyNoElectron } from '../../../build/bootstrap/start.mjs';
import { startElectron } from './desktop.ts';
import type { StartDesktop } from './desktop.ts';
import { guardSpecs } from './guard-specs.ts';
import { openSpecs } from './open-specs.ts';
import { workSpecs } from './work-specs.ts';

const binary = electronBinary();
const obstacle = whyNoElectron(binary, process.platform, process.env, process.getuid?.());

const start: StartDesktop = async (args, home) => {
  const bundle = await withLock(repositoryPath('out', '.bootstrap.lock'), () =>
    bundleSources({ withWindow: true }),
  );
  return startElectron(binary ?? '', bundle, args, home);
};

if (obstacle === null) {
  describe('opening and closing in Electron', () => openSpecs(start));
  describe('working in Electron', () => workSpecs(start));
  describe('what pages cannot do in Electron', () => guardSpecs(start));
} else {
  describe(`the desktop application in a real Electron: ${obstacle}`, () => {
    it.skipIf(process.env['REQUIRE_ELECTRON'] !== '1')('needs Electron', () => {
      throw new Error(obstacle);
    });
  });
}
