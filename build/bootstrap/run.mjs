// The entrance of every npm script. It must parse and speak on any Node, so it holds nothing but the
// version check; everything else is imported after it.
import { isSupportedNode, unsupportedNodeMessage } from './node-version.mjs';

if (isSupportedNode(process.versions.node)) {
  const { main } = await import('./main.mjs');
  await main(process.argv.slice(2));
} else {
  process.stderr.write(unsupportedNodeMessage(process.versions.node));
  process.exitCode = 2;
}
