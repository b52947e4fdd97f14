import { ELECTRONS_NODE, electronsNode } from './electrons-node.mjs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';
import { spawnChild } from './spawn-child.mjs';

/** What runs in Electron's processes: all but the window in a browser. */
const TESTED = Object.freeze(['tests/unit', 'tests/contract', 'tests/numeric']);

/**
 * Runs the tests of everything that Electron's Node will run on that Node.
 *
 * @param {readonly string[]} args of the test runner; paths among them take the place of all
 * @returns {Promise<number>} exit code
 */
export async function testOnElectronsNode(args) {
  const isThis = process.versions.node.split('.')[0] === ELECTRONS_NODE.version.split('.')[0];
  const node = isThis ? process.execPath : await electronsNode();
  say(`Tests on ${node}`);
  const vitest = repositoryPath('node_modules', 'vitest', 'vitest.mjs');
  const chosen = args.some((arg) => arg.startsWith('tests/')) ? [] : TESTED;
  const words = ['run', '--config', repositoryPath('build', 'vitest.config.ts'), ...chosen, ...args];
  const { code } = await spawnChild(node, [vitest, ...words], { cwd: repositoryPath() });
  return code ?? 1;
}
