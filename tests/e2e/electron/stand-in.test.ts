/** The desktop application in the stand-in for Electron: the built main.cjs and preload.cjs, as they are. */
import { describe, it } from 'vitest';
import { windowBundle } from '../../support/window-bundle.ts';
import { chromiumPath, howToGetChromium } from '../../support/window-process.ts';
import { startStandIn } from './desktop.ts';
import type { StartDesktop } from './desktop.ts';
import { guardSpecs } from './guard-specs.ts';
import { openSpecs } from './open-specs.ts';
import { workSpecs } from './work-specs.ts';

const start: StartDesktop = async (args, home) => startStandIn(await windowBundle(), args, home);

if (chromiumPath === null) {
  describe(`the desktop application (${howToGetChromium})`, () => {
    it.skipIf(process.env['REQUIRE_BROWSER'] !== '1')('needs a browser', () => {
      throw new Error(howToGetChromium);
    });
  });
} else {
  describe('opening and closing', () => openSpecs(start));
  describe('working', () => workSpecs(start));
  describe('what pages cannot do', () => guardSpecs(start));
}
