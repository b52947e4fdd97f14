import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { forbiddenImport } from './layer-rules.mjs';
import { projectFiles } from './project-files.mjs';

/** @typedef {{ readonly from: string, readonly to: string, readonly typeOnly: boolean }} Import */

/** @returns {import('./run.mjs').Outcome} */
export function checkLayers() {
  const files = projectFiles();
  const imports = files.flatMap((path) => importsOf(path, readFileSync(repositoryPath(path), 'utf8')));
  const problems = imports.flatMap((edge) => {
    const reason = forbiddenImport(edge);
    return reason === null ? [] : [`${edge.from} imports ${edge.to}: ${reason}`];
  });
  return { problems, summary: `${imports.length} imports in ${files.length} files` };
}

/**
 * Every static import, re-export, `import()`, `require()` and `import('...')` type of a file whose
 * target is a literal.
 *
 * @param {string} path relative to the repository
 * @param {string} source
 * @returns {Import[]} relative targets resolved to repository paths, packages as written
 */
export function importsOf(path, source) {
  // A Svelte file's script is TypeScript; its markup parses as nonsense without imports.
  const text = path.endsWith('.svelte')
    ? [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n')
    : source;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  /** @type {Import[]} */
  const found = [];
  const add = (/** @type {ts.Node | undefined} */ target, /** @type {boolean} */ typeOnly) => {
    if (target === undefined || !ts.isStringLiteralLike(target)) return;
    const to = target.text.startsWith('.') ? posix.join(posix.dirname(path), target.text) : target.text;
    found.push({ from: path, to, typeOnly });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/**
 * @param {ts.ImportDeclaration} node
 * @returns {boolean} `import type ...`, or only `type` names within the braces
 */
function isTypeImport({ importClause }) {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

/**
 * @param {ts.Expression} callee
 * @returns {boolean}
 */
function isLoader(callee) {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === 'require') ||
    (ts.isPropertyAccessExpression(callee) &&
      callee.name.text === 'resolve' &&
      ts.isIdentifier(callee.expression) &&
      callee.expression.text === 'require')
  );
}
