import { electronBundle } from './electron-bundle.ts';

/** One file: a sandboxed preload can load nothing else. */
export default electronBundle('preload', 'electron/preload/preload.entry.ts');
