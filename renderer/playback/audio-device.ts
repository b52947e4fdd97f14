/** Where sound goes: the devices that the browser tells of, and a context's own choice of them. */

export type OutputDevice = {
  readonly id: string;
  /** Null where the browser keeps it to itself until the page may use a microphone. */
  readonly name: string | null;
};

/** What newer browsers have beside the standard library's AudioContext. */
type WithSink = AudioContext & { setSinkId(id: string): Promise<void> };

export function canChooseOutput(): boolean {
  return 'setSinkId' in AudioContext.prototype && navigator.mediaDevices !== undefined;
}

/** Without the system's own choice, which is always there. */
export async function outputDevices(): Promise<readonly OutputDevice[]> {
  if (!canChooseOutput()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== '' && deviceId !== 'default')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label === '' ? null : label }));
}

/** Whether asking for a microphone would bring devices or their names to light. */
export async function hidesDevices(): Promise<boolean> {
  if (!canChooseOutput()) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput');
  return outputs.length > 0 && outputs.every(({ label }) => label === '');
}

/** Browsers tell the names of devices to pages that may use a microphone; it is let go at once. @returns whether it may */
export async function askForDevices(): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return true;
  } catch {
    return false;
  }
}

/** @param id '' is the system's choice. @returns whether it plays there now */
export async function setOutput(context: AudioContext, id: string): Promise<boolean> {
  if (!canChooseOutput()) return id === '';
  try {
    await (context as WithSink).setSinkId(id);
    return true;
  } catch {
    return false;
  }
}
