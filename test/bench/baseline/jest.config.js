const path = require('node:path');
const config = require('../../../jest.config.js');

// every setting but which tests: not named *.test.ts, so that `npm test` does not run it too
module.exports = {
  ...config,
  rootDir: path.resolve(__dirname, '../../..'),
  roots: [__dirname],
  testMatch: ['**/one-bucket.ts'],
};
