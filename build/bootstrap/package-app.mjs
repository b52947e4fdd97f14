import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { electronsNode, forgeNode } from './electrons-node.mjs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';
import { spawnChild } from './spawn-child.mjs';
import { StepFailed } from './step-failed.mjs';

const FORGE = repositoryPath('node_modules', '@electron-forge', 'cli', 'dist');
const OUTPUT = repositoryPath('out', 'packages');

/**
 * `package` packs the application into a folder, `make` makes installers of it, too; both with Electron Forge, under a
 * Node that it runs on. `package --check` packs around a stand-in of Electron, makes what this machine can make, and
 * tests the result.
 *
 * @param {'package' | 'make'} command
 * @param {readonly string[]} args `--check`, or arguments of Forge's command
 * @returns {Promise<number>} exit code
 */
export async function packageApp(command, args) {
  if (args.includes('--check')) return checkPackage(args.filter((arg) => arg !== '--check'));
  const code = await runForge(await forgeNode(), command, args, {});
  if (code === 0) await showSizes(packedFolder());
  return code;
}

/**
 * @param {readonly string[]} args for the test runner
 * @returns {Promise<number>}
 */
async function checkPackage(args) {
  const node = await electronsNode();
  const { writeStandInElectron } = await import('../packaging/stand-in-electron.mjs');
  const environment = {
    DIVISI_ELECTRON_ZIPS: await writeStandInElectron(join(OUTPUT, 'stand-in')),
    // The others fetch tools of theirs from the network; this one shows that electron-builder takes the folder.
    DIVISI_INSTALLERS: 'dir',
  };
  const code = await runForge(node, 'make', ['--targets', 'deb,electron-builder'], environment);
  if (code !== 0) return code;
  await showSizes(packedFolder());
  const tests = await spawnChild(
    node,
    [
      repositoryPath('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      repositoryPath('build', 'vitest.config.ts'),
      'tests/packages',
      'tests/e2e/electron/packed',
      ...args,
    ],
    {
      cwd: repositoryPath(),
      env: { ...process.env, DIVISI_PACKED: packedFolder(), DIVISI_MADE: join(OUTPUT, 'make') },
    },
  );
  return tests.code ?? 1;
}

/**
 * @param {string} node
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<number>}
 */
async function runForge(node, command, args, environment) {
  say(`electron-forge ${command}${node === process.execPath ? '' : `, with ${node}`}`);
  const { code } = await spawnChild(node, [join(FORGE, `electron-forge-${command}.js`), ...args], {
    cwd: repositoryPath(),
    env: { ...process.env, ...environment },
  });
  return code ?? 1;
}

/**
 * @param {string} folder
 * @returns {Promise<void>}
 */
async function showSizes(folder) {
  const { sizeTable } = await import('../packaging/size-table.mjs');
  process.stdout.write(sizeTable(folder));
  say(`Packed into ${folder}`);
}

/** @returns {string} where Forge put the application */
function packedFolder() {
  const name = `Divisi-${process.platform}-${process.arch}`;
  const folder = join(OUTPUT, name);
  if (!existsSync(folder))
    throw new StepFailed(`Forge left no ${name} in ${OUTPUT}, only ${readdirSync(OUTPUT).join(', ')}.`);
  return folder;
}
