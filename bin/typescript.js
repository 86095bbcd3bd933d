// Loads the app's TypeScript: types are removed and nothing else changed, as Node knows the rest of the language
// (docs/decisions/0004). What was loaded before comes from a cache: an app with its rules is some 200 files.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { addHook } = require('pirates');
const { version } = require('sucrase/package.json');

const CACHE = path.join(__dirname, '../node_modules/.cache/typescript');

addHook(
  (code, filePath) => {
    const key = createHash('sha256').update(`${version}\n${code}`).digest('hex');
    const cached = path.join(CACHE, `${key}.js`);
    return read(cached) ?? keep(cached, withoutTypes(code, filePath));
  },
  { exts: ['.ts'] },
);

function withoutTypes(code, filePath) {
  const { transform } = require('sucrase');
  return transform(code, { transforms: ['imports', 'typescript'], disableESTransforms: true, filePath }).code;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function keep(file, text) {
  try {
    fs.mkdirSync(CACHE, { recursive: true });
    // whole or not at all: others may read it already
    fs.writeFileSync(`${file}.${process.pid}`, text);
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // where nothing can be written, loading takes longer
  }
  return text;
}
