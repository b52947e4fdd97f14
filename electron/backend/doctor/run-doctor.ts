import { examineMachine } from './examine-machine.ts';
import { renderExamination } from './render-examination.ts';

/**
 * Writes what this machine has and lacks.
 *
 * @returns exit code: 0 when a separation can run on native TensorFlow here, 1 when it cannot
 */
export async function runDoctor(json: boolean, writeOut: (text: string) => void): Promise<number> {
  const examination = await examineMachine();
  writeOut(json ? `${JSON.stringify(examination, null, 2)}\n` : renderExamination(examination));
  return examination.native ? 0 : 1;
}
