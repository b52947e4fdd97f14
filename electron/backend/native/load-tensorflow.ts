/**
 * The only place that loads a tensor library. The engine receives the returned `tf` as an argument, so
 * that the same model code runs on native TensorFlow, on WebAssembly and in plain JavaScript.
 */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok, type Result } from '../../../shared/std/result.ts';
import { SLOWDOWN } from './backend-speed.ts';
import { restoreNodeUtil } from './restore-node-util.ts';
import { addMissingWasmKernels } from './wasm-kernels.ts';
import { speedUpTransposedProducts } from './wasm-products.ts';

export type TensorFlow = typeof import('@tensorflow/tfjs-core');

/** From the fastest to the slowest. */
export const TENSOR_BACKENDS = ['native', 'wasm', 'cpu'] as const;
export type TensorBackend = (typeof TENSOR_BACKENDS)[number];

export type Tensors = {
  /** tfjs-core with gradients and the chosen backend active. */
  readonly tf: TensorFlow;
  readonly backend: TensorBackend;
  /** Of the native library, such as '2.9.1'; null on the other backends. */
  readonly tensorflowVersion: string | null;
  /** Sentences for people: why a slower backend was taken and what it costs. */
  readonly warnings: readonly string[];
};

/**
 * Loads a tensor backend and makes it the process's active one; a later call with another name
 * switches. Takes about a second for native, half of that for the others.
 *
 * @param wanted 'auto' takes the fastest that works here
 * @param loaders for tests, which stage backends that fail
 * @returns error 'backend-missing' when the wanted backend, or with 'auto' every one, fails to load
 */
export async function loadTensors(
  wanted: TensorBackend | 'auto',
  loaders: BackendLoaders = LOADERS,
): Promise<Result<Tensors>> {
  const reasons: string[] = [];
  for (const backend of wanted === 'auto' ? TENSOR_BACKENDS : [wanted]) {
    try {
      const { tf, tensorflowVersion } = await loaders[backend]();
      return ok({ tf, backend, tensorflowVersion, warnings: warningsFor(backend, reasons) });
    } catch (error) {
      reasons.push(firstLine(error));
    }
  }
  return err(
    divisiError('backend-missing', `The tensor backend "${wanted}" does not load: ${reasons.join('; ')}`, {
      wanted,
      reasons,
    }),
  );
}

type Loaded = { readonly tf: TensorFlow; readonly tensorflowVersion: string | null };

type BackendLoaders = Readonly<Record<TensorBackend, () => Promise<Loaded>>>;

const LOADERS: BackendLoaders = {
  native: loadNative,
  wasm: loadWasm,
  cpu: loadCpu,
};

// CommonJS through `require`: Node's ES view of these packages misses names that they add at run time.
const require = createRequire(import.meta.url);

function loadCore(): TensorFlow {
  const tf = require('@tensorflow/tfjs-core') as TensorFlow;
  // Before any backend: silences tfjs's advertisement, skips its per-op NaN scans.
  tf.enableProdMode();
  return tf;
}

async function loadNative(): Promise<Loaded> {
  restoreNodeUtil();
  // Read when the library loads, so it comes first; 2 keeps errors and drops the start-up banners.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const tf = loadCore();
  require('@tensorflow/tfjs-node');
  await activate(tf, 'tensorflow');
  const { binding } = tf.backend() as unknown as { readonly binding: { readonly TF_Version: string } };
  return { tf, tensorflowVersion: binding.TF_Version };
}

async function loadWasm(): Promise<Loaded> {
  const tf = loadCore();
  const entry = '@tensorflow/tfjs-backend-wasm';
  const wasm = require(entry) as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(require.resolve(entry))}${sep}`);
  // tfjs-core alone has no gradients; the umbrella package registers them, and the CPU kernels.
  require('@tensorflow/tfjs');
  await activate(tf, 'wasm');
  addMissingWasmKernels(tf);
  speedUpTransposedProducts(tf);
  return { tf, tensorflowVersion: null };
}

async function loadCpu(): Promise<Loaded> {
  const tf = loadCore();
  require('@tensorflow/tfjs');
  await activate(tf, 'cpu');
  return { tf, tensorflowVersion: null };
}

async function activate(tf: TensorFlow, name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`tfjs could not initialise its "${name}" backend`);
  await tf.ready();
}

function warningsFor(backend: TensorBackend, reasons: readonly string[]): readonly string[] {
  if (backend === 'native') return [];
  const slower = `Training on the "${backend}" backend takes about ${SLOWDOWN[backend]} times as long as on native TensorFlow.`;
  if (reasons.length === 0) return [slower];
  return [
    `${reasons.length === 1 ? 'Native TensorFlow does' : 'Faster backends do'} not load here (${reasons.join('; ')}). ${slower} "npm run doctor" says what to do.`,
  ];
}

function firstLine(error: unknown): string {
  if (isMissingAddon(error)) return 'its library is not installed';
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.trim().replace(/[.:]$/, '');
}

/** tfjs-node's own message gives advice that does not fit a bundled dependency. */
function isMissingAddon(error: unknown): boolean {
  return error instanceof Error && error.message.includes('native addon module (tfjs_binding.node) can not');
}
