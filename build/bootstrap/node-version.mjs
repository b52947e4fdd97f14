/** The oldest Node that runs the tools (vite, vitest) and the engine. */
const OLDEST = Object.freeze({ major: 20, minor: 19 });

/**
 * Node 20.19 and later 20s, 22.12 and later 22s, and everything from 23 on; 21 and early 22 lack
 * `require()` of ES modules, which the build tools rely on.
 *
 * @param {string} version as in `process.versions.node`, '20.19.0'
 * @returns {boolean}
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === OLDEST.major) return minor >= OLDEST.minor;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/**
 * @param {string} version
 * @returns {string}
 */
export function unsupportedNodeMessage(version) {
  return (
    `Divisi needs Node ${OLDEST.major}.${OLDEST.minor} or newer (22.12 or newer within 22); this is Node ${version}.\n` +
    'Install a current Node from https://nodejs.org, or with your package manager, and run the command again.\n'
  );
}
