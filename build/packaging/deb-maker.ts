import { join } from 'node:path';
import { MakerDeb } from '@electron-forge/maker-deb';
import { IDENTITY, PROJECT_FILES } from './identity.ts';

const icons = join(import.meta.dirname, '..', 'icons');
const linux = join(import.meta.dirname, 'linux');

/**
 * The package for Debian and Ubuntu. It puts `divisi` on the PATH, which opens the window, or is the command line
 * where a command follows.
 *
 * @param compression 'none' for a trial, which need not be small
 */
export function debMaker(compression: 'xz' | 'none'): MakerDeb {
  const config = {
    compression,
    options: {
      name: IDENTITY.executableName,
      bin: IDENTITY.executableName,
      productName: IDENTITY.productName,
      genericName: 'Source separation',
      description: IDENTITY.summary,
      productDescription: IDENTITY.description,
      maintainer: IDENTITY.maintainer,
      section: 'sound' as const,
      categories: ['AudioVideo' as const, 'Audio' as const],
      mimeType: [PROJECT_FILES.mimeType],
      icon: join(icons, 'png', '512x512.png'),
      desktopTemplate: join(linux, 'desktop.ejs'),
      scripts: { postinst: join(linux, 'postinst.sh'), postrm: join(linux, 'postrm.sh') },
    },
  };
  return new OwnDebMaker(config);
}

class OwnDebMaker extends MakerDeb {
  /** Forge looks for the tool beside its own base class, where npm need not have put it. */
  override isSupportedOnCurrentPlatform(): boolean {
    return process.platform !== 'win32';
  }
}
