/** Which device sounds, of those that the browser tells of. */
import {
  askForDevices,
  canChooseOutput,
  hidesDevices,
  outputDevices,
  setOutput,
} from '../playback/audio-device.ts';
import type { OutputDevice } from '../playback/audio-device.ts';

export class OutputChoice {
  /** What plays; null before anything can. */
  readonly #context: () => AudioContext | null;
  #chosen = $state('');
  #devices: readonly OutputDevice[] = $state.raw([]);
  #hidesDevices = $state(false);

  constructor(context: () => AudioContext | null) {
    this.#context = context;
  }

  get canChoose(): boolean {
    return canChooseOutput();
  }

  /** '' is the system's choice. */
  get chosen(): string {
    return this.#chosen;
  }

  get devices(): readonly OutputDevice[] {
    return this.#devices;
  }

  /** Whether the browser keeps devices or their names to itself until it is asked. */
  get hidesDevices(): boolean {
    return this.#hidesDevices;
  }

  /** @param asks lets the browser ask for the permission that names hang on */
  async find(asks: boolean): Promise<void> {
    if (asks) await askForDevices();
    this.#devices = await outputDevices();
    this.#hidesDevices = await hidesDevices();
  }

  /** @returns whether it plays there now */
  async choose(id: string): Promise<boolean> {
    const context = this.#context();
    if (context !== null && !(await setOutput(context, id))) return false;
    this.#chosen = id;
    return true;
  }

  /** What was chosen before there was anything to play. */
  async begin(context: AudioContext): Promise<void> {
    if (this.#chosen !== '') await setOutput(context, this.#chosen);
  }
}
