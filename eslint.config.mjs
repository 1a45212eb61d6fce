import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const tests = [
  '**/*.test.{ts,tsx,mjs}',
  '**/tests/**',
  '**/e2e/**',
  '**/stories/**',
  '**/dev/**',
  'packages/testing/**',
];
const tooling = [
  'scripts/**',
  'bench/**',
  'packages/*/scripts/**',
  'storybook/*.mjs',
  '**/*.config.{ts,mjs,js}',
];
const examples = 'client-sandbox/examples/**';
const commandLine = ['packages/cloudmeet/bin/**', 'packages/cloudmeet/src/cli/**'];
const browserSources = ['frame-channel', 'ui', 'room-engine', 'room-app', 'console', 'sdk', 'sdk-react']
  .map((name) => `packages/${name}/src/**/*.{ts,tsx}`)
  .concat('client-sandbox/src/**/*.{ts,tsx}');

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only the configuration in service-kit reads the environment.',
};
const postMessage = { property: 'postMessage', message: 'Windows talk through packages/frame-channel only.' };
const rawMarkup = { property: 'innerHTML', message: 'Text from people is never markup.' };

const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression',
  message: 'Parse with a schema from contracts; a double cast only silences the compiler.',
};
const markupAttribute = {
  selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
  message: 'Text from people is never markup.',
};
const partialRun = {
  selector:
    'MemberExpression[property.name=/^(only|skip|todo|fixme|fails|skipIf|runIf)$/]' +
    ':matches([object.name=/^(it|test|describe|suite)$/], [object.property.name=/^(describe|concurrent|each)$/])',
  message: 'Every test runs, always: no only, skip or todo.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/generated/**',
      '**/coverage/**',
      '**/.cloudmeet*/**',
      '**/test-results/**',
      '**/cdktf.out/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: Object.fromEntries(
        'AbortController AbortSignal Buffer URL console document fetch performance process setTimeout clearTimeout setInterval clearInterval window'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.node.json', './tsconfig.browser.json', './cdktf/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Our objects are closures: their methods have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A port's method is async for the sake of its other adapters.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_$',
          caughtErrorsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-empty': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'hack', 'for now'] }],
      'max-lines': ['error', 350],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: environment.message }] },
      ],
      'no-restricted-properties': ['error', environment, postMessage, rawMarkup],
      'no-restricted-syntax': ['error', partialRun, doubleCast, markupAttribute],
    },
  },
  {
    files: browserSources,
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB'].map((name) => ({
          name,
          message: 'It must work with web storage blocked.',
        })),
        ...['process', 'Buffer', 'global', 'setImmediate', '__dirname'].map((name) => ({
          name,
          message: 'This runs in browsers.',
        })),
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'This runs in browsers.' }] },
      ],
    },
  },
  {
    files: ['packages/contracts/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'fetch', 'console'],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
  {
    files: ['packages/frame-channel/src/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', environment, rawMarkup] },
  },
  {
    files: ['packages/service-kit/src/config/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', postMessage, rawMarkup] },
  },
  {
    files: [...tooling, ...commandLine, examples],
    rules: { 'no-console': 'off' },
  },
  {
    files: tooling,
    rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', partialRun],
      // Bodies of answers and deliberately wrong input are not typed.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
