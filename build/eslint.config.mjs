import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { securityRules } from './security-lint.mjs';

/** @type {import('typescript-eslint').ConfigArray[number]['rules']} */
const OWN_STYLE = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Name what is exported.' },
    { selector: 'ExportAllDeclaration', message: 'Import from the file that has it; no barrels.' },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', '.vite/', 'out/', 'dist/', 'demo-output/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['shared', 'backend', 'main', 'preload', 'build', 'tests', 'renderer', 'window-tests'].map(
          (name) => `build/tsconfig.${name}.json`,
        ),
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
      },
    },
    rules: {
      ...OWN_STYLE,
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // An implementation of an asynchronous interface may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  { files: ['electron/main/**/*.ts'], rules: securityRules.main },
  { files: ['electron/preload/**/*.ts'], rules: securityRules.preload },
  { files: ['renderer/**/*.{ts,svelte}'], rules: securityRules.renderer },
  ...svelte.configs.recommended.map((part) => ({ ...part, files: ['**/*.svelte'] })),
  {
    // svelte-check looks at the types of components; without them the linter needs no program of its own.
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      ...OWN_STYLE,
      'no-undef': 'off',
      'no-unused-vars': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      // The rule's own compiler knows fewer warnings than svelte-check.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: nodeGlobals() },
    rules: { ...OWN_STYLE, 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] },
  },
  {
    // Describes a CommonJS package as it is.
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Tools read their configuration from a default export.
    files: ['**/*.config.{ts,mjs}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);

/** @returns {Record<string, 'readonly'>} */
function nodeGlobals() {
  const names = [
    'process',
    'Buffer',
    'URL',
    'fetch',
    'performance',
    'AbortController',
    'setTimeout',
    'clearTimeout',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
