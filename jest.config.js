// of the SDK, about versions of Node.js that it will support another day
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/bin', '<rootDir>/lib', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
  // types are checked by `npm run lint`, once, not by every test file
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: { isolatedModules: true } }] },
  // tests that start processes are slow beside others
  testTimeout: 120_000,
  // jest leaves a core idle by default
  maxWorkers: '100%',
  setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
};
