/**
 * How Electron Forge packs the application: which files go in, and which stay outside the archive.
 * Makers and plugins come with the window; Forge itself is run through npx, so nothing is imported.
 */

/** Native addons and the libraries beside them are opened by the system, which cannot look into an archive. */
const UNPACKED = '**/*.{node,so,so.*,dylib,dll}';

/** What the application needs at run time. Forge drops development packages from node_modules itself. */
const PACKED = /^\/(?:package\.json|LICENSE|THIRD_PARTY_NOTICES\.md|out(?:\/|$)|node_modules(?:\/|$))/;
/** Traces of the preparation, and builds other than the current one. */
const LEFT_OUT = /^\/(?:out\/(?!backend(?:\/|$))[^/]+|node_modules\/(?:\.divisi|\.cache|\.bin)(?:\/|$))/;

/** @param path absolute below the checkout, with forward slashes; '' for the checkout itself */
export function isLeftOut(path: string): boolean {
  return path !== '' && (!PACKED.test(path) || LEFT_OUT.test(path));
}

export default {
  packagerConfig: {
    name: 'Divisi',
    executableName: 'divisi',
    appCategoryType: 'public.app-category.music',
    asar: { unpack: UNPACKED },
    // The bundle's folder is a link to the newest build.
    derefSymlinks: true,
    prune: true,
    ignore: isLeftOut,
  },
};
