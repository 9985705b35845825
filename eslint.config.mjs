import { defineConfig } from 'eslint/config';
import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';
import observableNames from './test/lint/observable-names.cjs';

/** Globals of the DOM whose names read like local variables: using one by accident compiles. */
const confusingGlobals = ['close', 'closed', 'event', 'length', 'name', 'origin', 'parent', 'status', 'stop'];

/** What neither the compiler nor typescript-eslint reports. */
const plainRules = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-async-promise-executor': 'error',
  'no-constant-binary-expression': 'error',
  'no-control-regex': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-misleading-character-class': 'error',
  'no-new-func': 'error',
  'no-prototype-builtins': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-unsafe-finally': 'error',
  'no-unused-private-class-members': 'error',
  'no-useless-rename': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.jest-cache/', 'lib/protocol/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { rules: plainRules },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, rxjsX.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { local: { rules: { 'observable-names': observableNames } } },
    rules: {
      'no-restricted-globals': ['error', ...confusingGlobals],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      // Factories return closures: nothing in the library has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'local/observable-names': 'error',
      // Awaiting the first value of a stream that ends without one is a rejection on purpose: EmptyError.
      'rxjs-x/no-ignored-default-value': 'off',
      // In the library a call without an error handler is a decision about where an error surfaces.
      'rxjs-x/no-ignored-error': 'off',
      // A stage passes on whatever the stage before it failed with; what the library itself throws is checked
      // by @typescript-eslint/only-throw-error.
      'rxjs-x/throw-error': 'off',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests hand malformed data to the library, and `expect(object.method)` is how a mock is asserted.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      'rxjs-x/no-exposed-subjects': 'off',
      'rxjs-x/no-nested-subscribe': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    rules: { 'no-unused-vars': 'error' },
  },
);
