import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '../operate/aws';
import { nameOf } from '../operate/aws-error';
import type { Before } from './comparison';
import type { AnyTemplate, StackTemplate } from './stack-template';

/**
 * The template that each stack is deployed with; that of a stack in an account that the credentials are not of is not known.
 *
 * @throws Error of the SDK; Error when the credentials are of none of the accounts
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html
 */
export async function deployedTemplates(aws: Aws, stacks: readonly StackTemplate[]): Promise<Before[]> {
  const { Account: own = '' } = await aws.sts().send(new GetCallerIdentityCommand({}));
  const accounts = [...new Set(stacks.map(({ account }) => account))];
  if (!accounts.includes(own)) {
    throw new Error(`the credentials must be of the account ${accounts.join(' or ')}, got: ${own}`);
  }
  return Promise.all(
    stacks.map((stack) => (stack.account === own ? deployedTemplate(aws, stack) : Promise.resolve<Before>('unknown'))),
  );
}

async function deployedTemplate(aws: Aws, { stackName, region }: StackTemplate): Promise<Before> {
  try {
    const asked = new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' });
    const { TemplateBody = '' } = await aws.cloudFormation(region).send(asked);
    return JSON.parse(TemplateBody) as AnyTemplate;
  } catch (error) {
    if (nameOf(error) === 'ValidationError' && (error as Error).message.includes('does not exist')) {
      return 'not there';
    }
    if (error instanceof SyntaxError) {
      // somebody else's: the CDK hands in JSON
      return 'unknown';
    }
    throw error;
  }
}
