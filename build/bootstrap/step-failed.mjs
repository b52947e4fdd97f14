/** A preparation step failed for a reason outside Divisi; the message is complete and meant for people. */
export class StepFailed extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 4) {
    super(message);
    this.name = 'StepFailed';
    this.exitCode = exitCode;
  }
}
