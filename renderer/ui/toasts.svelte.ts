/** Short messages in the corner. Failures stay until they are closed; news goes by itself. */
import { errorCatalogue } from '../../shared/contract/errors.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';

export type Toast = {
  readonly id: number;
  readonly tone: 'news' | 'failure';
  readonly title?: string;
  readonly text: string;
  readonly action?: { readonly title: string; readonly run: () => void };
};

const newsMs = 6000;
const mostShown = 4;

class Toasts {
  #shown: readonly Toast[] = $state.raw([]);
  #nextId = 1;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  tell(text: string, action?: Toast['action']): void {
    const id = this.#add({ tone: 'news', text, ...(action === undefined ? {} : { action }) });
    setTimeout(() => this.close(id), newsMs);
  }

  /** A failure of the user's world; what was stopped on purpose is none. */
  fail({ code, message }: DivisiError): void {
    if (code === 'cancelled') return;
    const { title, advice } = errorCatalogue[code];
    this.#add({ tone: 'failure', title, text: `${message} ${advice}` });
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    const same = this.#shown.filter(({ text }) => text !== toast.text);
    this.#shown = [...same, { ...toast, id }].slice(-mostShown);
    return id;
  }
}

export const toasts = new Toasts();
