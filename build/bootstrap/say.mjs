/**
 * The bootstrap speaks on stderr only, and only when it does something: standard output belongs to
 * the command.
 *
 * @param {string} line
 * @returns {void}
 */
export function say(line) {
  process.stderr.write(`[divisi] ${line}\n`);
}
