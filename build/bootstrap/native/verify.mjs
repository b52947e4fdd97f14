// Usage: node verify.mjs PACKAGE_FOLDER. Loads tfjs-node from that folder, computes a product and a
// gradient, and prints {"tensorflowVersion"} as JSON. A process of its own, because a library that
// does not fit the machine can end the process that loads it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) throw new Error('expected the folder of tfjs-node');
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
const target = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (util));
target['isNullOrUndefined'] ??= (/** @type {unknown} */ value) => value === null || value === undefined;
target['isArray'] ??= Array.isArray;

const require = createRequire(join(packageFolder, 'package.json'));
const tf = /** @type {typeof import('@tensorflow/tfjs-core')} */ (require('.'));
const product = tf.matMul(tf.ones([2, 3]), tf.fill([3, 2], 2));
const gradient = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([3]));
if (product.dataSync()[0] !== 6 || gradient.dataSync()[0] !== 6) throw new Error('wrong results');
const { binding } = /** @type {{ binding: { TF_Version: string } }} */ (
  /** @type {unknown} */ (tf.backend())
);
process.stdout.write(JSON.stringify({ tensorflowVersion: binding.TF_Version }));
