import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';
import { FailoverSite } from '../../lib/failover-site';
import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import { judge } from '../../lib/rules/judge';
import { exampleSite } from '../helpers';

test('where stacks read one another by custom resources, nothing is wrong and nothing is guessed', () => {
  const context = { ...cdkJson.context, '@aws-cdk/core:defaultCrossStackReferences': 'strong' };
  const app = new App({ context, builtinCloudFormationValidation: false });
  const site = exampleSite();
  new FailoverSite(app, site.domainName, { site });
  const { findings, unjudged } = judge(new Assembly(readAssembly(app.synth().directory)), ALL_RULES);
  expect(findings).toEqual([]);
  expect(unjudged.map(({ why }) => why)).toContain(
    'Properties.DistributionConfig.ViewerCertificate.AcmCertificateArn is ' +
      'what the custom resource example.com/Website/ExportsReader/Resource/Default gives',
  );
});
