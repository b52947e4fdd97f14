import config from '../vite.main.config.ts';
import { packagedBundle } from './packaged-bundle.ts';

export default packagedBundle(config);
