/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
  moduleNameMapper: {
    '^codex-rx$': '<rootDir>/lib/index.ts',
    '^codex-rx/(.*)$': '<rootDir>/lib/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // What the benchmarks compare with is installed there; no test reads it.
  modulePathIgnorePatterns: ['<rootDir>/test/bench/peers/node_modules/'],
  cacheDirectory: '<rootDir>/.jest-cache',
  // Jest leaves one core free by default; many tests wait for a child process instead of computing.
  maxWorkers: '100%',
  testTimeout: 30_000,
  errorOnDeprecated: true,
  restoreMocks: true,
  reporters: ['default', '<rootDir>/test/summary-reporter.cjs'],
};
