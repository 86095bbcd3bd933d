import { NotUnderstood } from '../../../lib/rehearsal/not-understood';
import { remove, set } from '../../rules/mutable-app';
import { rehearsedSite } from './site';

const STALE_ASSETS = 'Website/Content/StaleAssets/CustomResource';
const ASSETS = 'Website/Content/Assets/CustomResource';
const HEALTH = 'Website/Content/HealthObject/CustomResource';

test('the primary bucket has the site and the health object, the others have nothing', () => {
  const { primary, secondary, redirect } = rehearsedSite();
  expect([...primary.objects.keys()].sort()).toEqual([
    '404.html',
    'a b/index.html',
    'css/style.css',
    'guide/index.html',
    'health.txt',
    'index.html',
    'notes.unknown',
  ]);
  expect(primary.objects.get('guide/index.html')?.body.toString()).toBe('guide');
  expect([secondary.objects.size, redirect.objects.size]).toEqual([0, 0]);
});

test('objects have the type that their names tell, what the deployment says of them, and an ETag', () => {
  const { primary } = rehearsedSite();
  expect(primary.objects.get('health.txt')).toEqual({
    body: Buffer.from('ok\n'),
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
    etag: '"eff5bc1ef8ec9d03e640fc4370f5eacd"',
  });
  expect(primary.objects.get('notes.unknown')?.headers['content-type']).toBe('binary/octet-stream');
  const typed = rehearsedSite(set(HEALTH, 'SystemMetadata.content-type', 'text/x-health'));
  expect(typed.primary.objects.get('health.txt')?.headers['content-type']).toBe('text/x-health');
});

test('a deployment that prunes takes away what is not its own, unless its filters leave that alone', () => {
  const { primary } = rehearsedSite(
    remove(STALE_ASSETS, 'Exclude.2'),
    set(STALE_ASSETS, 'Exclude.1', 'index.html'),
    set(STALE_ASSETS, 'Exclude.0', 'guide/*'),
  );
  // the deployment of pages after it writes them again
  expect([...primary.objects.keys()]).not.toContain('health.txt');
  expect([...primary.objects.keys()]).toEqual(expect.arrayContaining(['index.html', '404.html', 'css/style.css']));
});

test('the last deployment of a key wins, by what they wait for and not by where they stand', () => {
  const { primary } = rehearsedSite((app) => {
    const { template } = app.stack('Website');
    const [first, last] = [app.logicalId(ASSETS), app.logicalId(STALE_ASSETS)];
    app.set(ASSETS, 'SystemMetadata.cache-control', 'first');
    app.set(STALE_ASSETS, 'SystemMetadata.cache-control', 'last');
    const resources = template.Resources ?? {};
    const { [first]: one, [last]: other, ...rest } = resources;
    app.stack('Website').template = {
      ...template,
      Resources: Object.fromEntries([[last, other], [first, one], ...Object.entries(rest)]) as typeof resources,
    };
  });
  expect(primary.objects.get('css/style.css')?.headers['cache-control']).toBe('last');
});

test.each([
  ['metadata that changes who may read', set(HEALTH, 'SystemMetadata.acl', 'public-read')],
  ['markers to be replaced', set(HEALTH, 'SourceMarkers', [{ '<<marker>>': 'value' }])],
  ['an archive as it is', set(HEALTH, 'Extract', false)],
  ['sources that are not in the assembly', set(HEALTH, 'SourceObjectKeys', ['other.zip'])],
])('a deployment of %s is not understood', (_, change) => {
  expect(() => rehearsedSite(change)).toThrow(NotUnderstood);
});
