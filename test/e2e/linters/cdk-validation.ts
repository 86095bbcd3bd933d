import * as fs from 'node:fs';
import { CloudFormationValidatePlugin, type IPolicyValidationContext } from 'aws-cdk-lib';
import type { LintJob } from './lint';

/** What CDK's built-in validation says of templates: takes jobs on its input, prints a list of lists. */
const jobs = JSON.parse(fs.readFileSync(0, 'utf8')) as LintJob[];
const plugin = new CloudFormationValidatePlugin();
const findings = jobs.map(({ template, region }) => {
  const stackTemplates = [{ stackConstructPath: '', templatePath: template, accountId: '123456789012', region }];
  const context = { stackTemplates } as Partial<IPolicyValidationContext> as IPolicyValidationContext;
  return plugin
    .validate(context)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId} ${description}`),
    );
});
process.stdout.write(JSON.stringify(findings));
