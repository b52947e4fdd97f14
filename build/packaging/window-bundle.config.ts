import config from '../vite.renderer.config.ts';
import { packagedBundle } from './packaged-bundle.ts';

export default packagedBundle(config, 'renderer');
