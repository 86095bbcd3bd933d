// Loads the app's TypeScript: types are removed, and nothing else changed, as Node knows the rest of the language.
process.env.SUCRASE_OPTIONS = '{ "disableESTransforms": true }';
require('sucrase/register/ts');
delete process.env.SUCRASE_OPTIONS;
