import { availableParallelism, totalmem } from 'node:os';
import { loadTensors, type TensorBackend, type Tensors } from '../native/load-tensorflow.ts';
import { SLOWDOWN } from '../native/backend-speed.ts';
import { findChromium, findElectron } from './find-binaries.ts';
import { measureGflops } from './measure-gflops.ts';
import { readNativeSetUp } from './native-set-up.ts';

export type Finding = {
  readonly name: 'node' | 'platform' | 'tensors' | 'electron' | 'chromium';
  readonly state: 'good' | 'missing';
  /** What was found, one line. */
  readonly found: string;
  /** What to do about it; empty when nothing needs doing. */
  readonly advice: string;
};

export type Examination = {
  /** Whether a separation runs on native TensorFlow here. */
  readonly native: boolean;
  readonly backend: TensorBackend | null;
  readonly tensorflowVersion: string | null;
  /** Of a 1500 x 1500 float32 product. */
  readonly gflops: number | null;
  readonly findings: readonly Finding[];
};

/**
 * Looks at this machine; downloads nothing. About two seconds, on the CPU backend some more.
 *
 * @param isInstalled whether this is the desktop application rather than a checkout
 */
export async function examineMachine(
  isInstalled: boolean = process.versions['electron'] !== undefined,
): Promise<Examination> {
  const loaded = await loadTensors('auto');
  const tensors = loaded.ok ? loaded.value : null;
  const gflops = tensors === null ? null : measureGflops(tensors.tf);
  return {
    native: tensors?.backend === 'native',
    backend: tensors?.backend ?? null,
    tensorflowVersion: tensors?.tensorflowVersion ?? null,
    gflops,
    findings: [
      { name: 'node', state: 'good', found: `Node ${process.versions.node}`, advice: '' },
      { name: 'platform', state: 'good', found: describePlatform(), advice: '' },
      describeTensors(tensors, gflops, isInstalled),
      // An installed application is Electron, and has no tests.
      ...(isInstalled ? [] : [describeElectron(), describeChromium()]),
    ],
  };
}

const installAgain = 'Install Divisi again: a part of it is missing or damaged.';

function describePlatform(): string {
  const memoryGb = (totalmem() / 2 ** 30).toFixed(1);
  return `${process.platform} ${process.arch}, ${availableParallelism()} cores, ${memoryGb} GB memory`;
}

function describeTensors(tensors: Tensors | null, gflops: number | null, isInstalled: boolean): Finding {
  const name = 'tensors';
  if (tensors === null)
    return {
      name,
      state: 'missing',
      found: 'no tensor backend loads',
      advice: isInstalled ? installAgain : 'Delete node_modules and run this again.',
    };
  const speed = `${(gflops ?? 0).toPrecision(3)} GFLOP/s`;
  const setUp = readNativeSetUp();
  if (tensors.backend === 'native')
    return {
      name,
      state: 'good',
      found: `native TensorFlow ${tensors.tensorflowVersion}${setUp === null ? '' : ` (${setUp.source})`}, ${speed}`,
      advice: '',
    };
  return {
    name,
    state: 'missing',
    found: [
      `${tensors.backend}, ${speed}; native TensorFlow, about ${SLOWDOWN[tensors.backend]} times as fast in training, does not load.`,
      ...(setUp?.problems ?? []).map((problem) => `${problem}.`),
    ].join(' '),
    advice: isInstalled
      ? `Separations work, but slowly. ${installAgain}`
      : 'Separations work, but slowly. With network access, or behind another registry, run ' +
        '"npm run doctor -- --repair" to set native TensorFlow up again (Linux and macOS on x64 and arm64, Windows on x64).',
  };
}

function describeElectron(): Finding {
  const path = findElectron();
  return path === null
    ? {
        name: 'electron',
        state: 'missing',
        found: "Electron's binary is not installed (only the window needs it)",
        advice: 'To fetch it, some 110 MB: npx install-electron',
      }
    : { name: 'electron', state: 'good', found: path, advice: '' };
}

function describeChromium(): Finding {
  const path = findChromium();
  return path === null
    ? {
        name: 'chromium',
        state: 'missing',
        found: 'no Chromium or Chrome found (only the browser tests need one)',
        advice: 'Install it with the package manager, for example: apt-get install chromium',
      }
    : { name: 'chromium', state: 'good', found: path, advice: '' };
}
