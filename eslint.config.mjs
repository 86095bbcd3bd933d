import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import awscdk from 'eslint-plugin-awscdk';
import tseslint from 'typescript-eslint';

export default defineConfig([
  { ignores: ['cdk.out/', 'coverage/', '.e2e/'] },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.recommendedTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      awscdk.configs.strict,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    // a site's id is its domain, whichever the test is about
    files: ['test/**/*.ts'],
    rules: { 'awscdk/no-variable-construct-id': 'off' },
  },
  {
    // runs in CloudFront, not in Node
    files: ['lib/constructs/viewer-request.js'],
    extends: [eslint.configs.recommended],
    languageOptions: { ecmaVersion: 5, sourceType: 'script', globals: { SITE: 'readonly' } },
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^handler$', caughtErrors: 'none' }] },
  },
  {
    // runs in Lambda as it is
    files: ['lib/constructs/secondary-endpoint/*.js'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { Buffer: 'readonly', URL: 'readonly', console: 'readonly', process: 'readonly' },
    },
  },
]);
