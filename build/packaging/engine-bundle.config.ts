import { join } from 'node:path';
import config from '../vite.backend.config.ts';
import { packagedBundle } from './packaged-bundle.ts';

const backend = join(import.meta.dirname, '..', '..', 'electron', 'backend');

/** The programs that the application starts; benchmarks, the demo's page and the browser's server are not among them. */
const PROGRAMS = ['cli', 'trainer', 'live-trainer', 'utility'];

const packaged = packagedBundle(config);

export default {
  ...packaged,
  build: {
    ...packaged.build,
    rolldownOptions: {
      ...packaged.build?.rolldownOptions,
      input: Object.fromEntries(PROGRAMS.map((name) => [name, join(backend, `${name}.entry.ts`)])),
    },
  },
};
