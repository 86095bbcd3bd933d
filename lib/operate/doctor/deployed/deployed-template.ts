import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { Examination } from '../check';
import type { AnyTemplate } from './template-differences';

/**
 * A stack's template as it was handed in; `undefined` when that was no JSON, which is all that the CDK hands in.
 *
 * @throws Error of the SDK
 */
export async function deployedTemplate(
  { aws }: Examination,
  name: string,
  region: string,
): Promise<AnyTemplate | undefined> {
  const asked = new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' });
  const { TemplateBody = '' } = await aws.cloudFormation(region).send(asked);
  try {
    return JSON.parse(TemplateBody) as AnyTemplate;
  } catch {
    return undefined;
  }
}
