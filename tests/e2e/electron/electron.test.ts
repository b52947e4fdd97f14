/** The same in a real Electron, sandbox included, where its binary is: `npm run e2e:electron`. */
import { describe, it } from 'vitest';
import { electronBinary, whyNoElectron } from '../../../build/bootstrap/start.mjs';
import { windowBundle } from '../../support/window-bundle.ts';
import { startElectron } from './desktop.ts';
import type { StartDesktop } from './desktop.ts';
import { guardSpecs } from './guard-specs.ts';
import { openSpecs } from './open-specs.ts';
import { workSpecs } from './work-specs.ts';

const binary = electronBinary();
const obstacle = whyNoElectron(binary, process.platform, process.env, process.getuid?.());

const start: StartDesktop = async (args, home) =>
  startElectron(binary ?? '', await windowBundle(), args, home);

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
