import { electronBundle } from './electron-bundle.ts';

/** Main looks for all else beside itself: preload.cjs, the programs of the backend, and the window in renderer/. */
export default electronBundle('main', 'electron/main/app.entry.ts');
