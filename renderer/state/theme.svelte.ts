/** Dark or light, as the system says, for what is drawn on canvases. */
import type { Theme } from '../canvas/roll-colours.ts';

class SystemTheme {
  #theme: Theme = $state('dark');

  constructor() {
    const query = matchMedia('(prefers-color-scheme: light)');
    this.#theme = query.matches ? 'light' : 'dark';
    query.addEventListener('change', ({ matches }) => (this.#theme = matches ? 'light' : 'dark'));
  }

  get current(): Theme {
    return this.#theme;
  }
}

export const theme = new SystemTheme();
