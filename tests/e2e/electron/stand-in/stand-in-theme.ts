/** nativeTheme: what the system says, unless the application says otherwise. */
import { EventEmitter } from 'node:events';
import type { NativeTheme } from 'electron';

type Scheme = 'dark' | 'light';

export class StandInTheme
  extends EventEmitter
  implements Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  readonly #onChange: (scheme: Scheme) => void;
  #source: 'system' | Scheme = 'system';
  readonly system: Scheme = 'dark';

  constructor(onChange: (scheme: Scheme) => void) {
    super();
    this.#onChange = onChange;
  }

  get scheme(): Scheme {
    return this.#source === 'system' ? this.system : this.#source;
  }

  get shouldUseDarkColors(): boolean {
    return this.scheme === 'dark';
  }

  get themeSource(): 'system' | Scheme {
    return this.#source;
  }

  set themeSource(source: 'system' | Scheme) {
    this.#source = source;
    this.#onChange(this.scheme);
    this.emit('updated');
  }
}
