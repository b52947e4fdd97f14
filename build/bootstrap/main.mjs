import { bundleSources } from './bundle.mjs';
import { commandNames, findCommand } from './commands.mjs';
import { installPackages } from './install.mjs';
import { launch } from './launch.mjs';
import { withLock } from './lock.mjs';
import { setUpNative } from './native/set-up.mjs';
import { packageApp } from './package-app.mjs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';
import { start } from './start.mjs';
import { StepFailed } from './step-failed.mjs';
import { testOnElectronsNode } from './test-on-electrons-node.mjs';

/**
 * Prepares what the command needs (packages, native TensorFlow, the bundle), each only when it is
 * not there yet, then runs the command inside this very process: its exit code, signals and standard
 * output are the command's own.
 *
 * @param {readonly string[]} args command name and its arguments
 * @returns {Promise<void>}
 */
export async function main(args) {
  const [name = '', ...rest] = args;
  const command = findCommand(name);
  if (command === null) {
    say(name === '' ? 'Which command?' : `There is no command "${name}".`);
    say(`Commands: ${commandNames().join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  try {
    const repair = name === 'doctor' && rest.includes('--repair');
    const outputFolder = await withLock(repositoryPath('out', '.bootstrap.lock'), async () => {
      await installPackages();
      await setUpNative({ retry: repair });
      return bundleSources({ withWindow: command.needsWindow ?? false });
    });
    if (name === 'build') {
      say(`Built ${repositoryPath('out', 'backend')}`);
      return;
    }
    if (name === 'start') {
      process.exitCode = await start(outputFolder, rest);
      return;
    }
    if (name === 'test-24') {
      process.exitCode = await testOnElectronsNode(rest);
      return;
    }
    if (name === 'package' || name === 'make') {
      process.exitCode = await packageApp(name, rest);
      return;
    }
    await launch(command, outputFolder, rest);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
