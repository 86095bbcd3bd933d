import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { DistributionHealthCheck } from '../../lib/constructs/distribution-health-check';
import { FailoverDecision } from '../../lib/constructs/failover-decision';
import { onlyId, testStack } from '../helpers';

const stack = testStack();
const { healthCheck: primaryCheck } = new DistributionHealthCheck(stack, 'DistributionHealthCheck', {
  distribution: cloudfront.Distribution.fromDistributionAttributes(stack, 'Distribution', {
    distributionId: 'E1',
    domainName: 'd1.cloudfront.net',
  }),
  path: '/health.txt',
  name: 'example.com: CloudFront',
  interval: Duration.seconds(30),
  failureThreshold: 5,
});
new FailoverDecision(stack, 'Decision', {
  primaryCheck,
  switchCheck: route53.HealthCheck.fromHealthCheckId(stack, 'Switch', 'switch-1'),
  name: 'example.com: decision',
});
const template = Template.fromStack(stack);

test('is healthy while both checks are', () => {
  template.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'CALCULATED',
      ChildHealthChecks: [
        {
          Ref: onlyId(template, 'AWS::Route53::HealthCheck', { Properties: { HealthCheckConfig: { Type: 'HTTPS' } } }),
        },
        'switch-1',
      ],
      HealthThreshold: 2,
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'example.com: decision' }],
  });
});

test("CloudFront is asked by the distribution's own name, over HTTPS", () => {
  template.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'd1.cloudfront.net',
      ResourcePath: '/health.txt',
      RequestInterval: 30,
      FailureThreshold: 5,
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'example.com: CloudFront' }],
  });
});
