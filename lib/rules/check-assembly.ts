import * as path from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationStack,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { ALL_RULES } from './all-rules';
import { Assembly } from './assembly/assembly';
import { readAssembly } from './assembly/read-assembly';
import { withoutAcknowledged } from './acknowledgements';
import { where, type Finding, type Judgement } from './finding';
import { judge } from './judge';

/**
 * Judges a synthesized app as `cdk synth` would: by all rules, and each template by the schemas of its resources.
 *
 * @param directory an assembly, `cdk.out`
 * @throws UnreadableAssemblyError when there is none
 */
export function checkAssembly(directory: string): Judgement {
  const assembly = new Assembly(readAssembly(directory));
  const byRules = judge(assembly, ALL_RULES);
  const bySchemas = withoutAcknowledged(schemaFindings(assembly, directory), assembly.source.acknowledgements);
  return {
    findings: [...byRules.findings, ...bySchemas.findings],
    acknowledged: [...byRules.acknowledged, ...bySchemas.acknowledged],
    unjudged: byRules.unjudged,
  };
}

/** Its engine takes long to start, and memory that nobody frees. */
const SCHEMAS = new CloudFormationValidatePlugin();

/** What the library's own validation finds: properties, types and values that CloudFormation does not know. */
function schemaFindings(assembly: Assembly, directory: string): Finding[] {
  const stackTemplates = assembly.stacks.map(({ path: stackConstructPath, source }): PolicyValidationStack => ({
    stackConstructPath,
    templatePath: path.join(directory, source.templateFile),
    accountId: source.account,
    region: source.region,
  }));
  // it reads the templates alone
  const context = { stackTemplates } as Partial<IPolicyValidationContext> as IPolicyValidationContext;
  return SCHEMAS.validate(context).violations.flatMap((violation) => findingsOf(violation, assembly, directory));
}

function findingsOf(
  { ruleName, severity, description, fix, violatingResources }: PolicyViolation,
  assembly: Assembly,
  directory: string,
): Finding[] {
  return violatingResources.map(({ resourceLogicalId = '', templatePath = '', locations }) => {
    const templateFile = path.relative(directory, templatePath);
    const stack = assembly.stacks.find(({ source }) => source.templateFile === templateFile);
    const subject = stack?.resources.get(resourceLogicalId) ?? stack;
    return {
      id: ruleName,
      acknowledgeAs: `${CloudFormationValidatePlugin.PLUGIN_NAME.replaceAll(' ', '-')}::${ruleName}`,
      severity: severity === 'warning' ? 'warning' : 'error',
      message: description,
      fix,
      place: locations[0],
      ...(subject ? where(subject) : { path: '', templateFile }),
    };
  });
}
