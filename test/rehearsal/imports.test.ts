import * as fs from 'node:fs';
import * as path from 'node:path';

const LIB = path.join(__dirname, '../../lib');

/** Files of the project that a file imports, values and types, by paths below `lib`. */
function importsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(LIB, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, name = '']) => {
    const found = path.join(path.dirname(file), name);
    return fs.existsSync(path.join(LIB, found)) ? found : `${found}.ts`;
  });
}

function everythingBehind(file: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(file)) {
    seen.add(file);
    (file.endsWith('.ts') ? importsOf(file) : []).forEach((imported) => everythingBehind(imported, seen));
  }
  return seen;
}

test('what is rehearsed comes from templates: no construct, no stack and no configuration is behind it', () => {
  const behind = [...everythingBehind('rehearsal/rehearse.ts')];
  expect(behind).toContain('rehearsal/cloudfront/distribution.ts');
  expect(behind.length).toBeGreaterThan(50);
  const others = behind.filter((file) => !/^(rehearsal|rules|timeline)\//.test(file));
  // hosts of AWS's Regions, by CDK's table: nothing that a site configures
  expect(others).toEqual(['config/regions.ts']);
});
