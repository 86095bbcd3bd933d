import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { matches } from '../../rules/iam/statements';

/**
 * Whether a service may invoke a function for something, by the permissions of the template.
 *
 * @param source ARN of what the service acts for
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
export function mayInvoke(service: string, source: string, fn: Resource, assembly: Assembly): boolean {
  const { account } = fn.stack;
  return assembly.all('AWS::Lambda::Permission').some((permission) => {
    const text = (name: string) => permission.at(name).text;
    return (
      [fn.ref, fn.attribute('Arn')].includes(text('FunctionName') ?? '') &&
      ['lambda:InvokeFunction', 'lambda:*'].includes(text('Action') ?? '') &&
      text('Principal') === service &&
      matches(text('SourceArn') ?? '*', source) &&
      (text('SourceAccount') ?? account) === account
    );
  });
}
