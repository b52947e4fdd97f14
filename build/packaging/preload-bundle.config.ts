import config from '../vite.preload.config.ts';
import { packagedBundle } from './packaged-bundle.ts';

export default packagedBundle(config);
