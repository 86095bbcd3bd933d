module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.e2e.ts'],
  testEnvironment: '<rootDir>/stop-at-first-failure.ts',
  globalSetup: '<rootDir>/global-setup.ts',
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: { isolatedModules: true } }] },
  // nothing is written outside the checkout
  cacheDirectory: '<rootDir>/../../.e2e/jest-cache',
  // one engine at a time: each takes a core
  maxWorkers: 1,
  bail: 1,
  verbose: true,
  testTimeout: 300_000,
};
