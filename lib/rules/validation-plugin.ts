import * as path from 'node:path';
import {
  type Stage,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { ALL_RULES } from './all-rules';
import { Assembly } from './assembly/assembly';
import { readAssembly } from './assembly/read-assembly';
import { errorMessage } from './error-message';
import { FOUND_IN_PASSING, NAMESPACE, type Finding } from './finding';
import { judge } from './judge';

/**
 * Judges a whole app by all rules whenever it is synthesized: errors stop it, warnings do under `--strict`.
 *
 * A rule is acknowledged where it need not hold: `Validations.of(bucket).acknowledge({ id: 'failover::<rule>', reason })`.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 */
export class FailoverRules implements IPolicyValidationPlugin {
  readonly name = NAMESPACE;
  readonly ruleIds = [...ALL_RULES, ...Object.values(FOUND_IN_PASSING)].map(({ id }) => id);

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const { outdir } = appConstruct as Stage;
    try {
      const { findings, acknowledged } = judge(new Assembly(readAssembly(outdir)), ALL_RULES);
      // CDK takes out what is acknowledged, and says so in its report
      const all = [...findings, ...acknowledged];
      return {
        success: all.every(({ severity }) => severity !== 'error'),
        violations: all.map((finding) => violation(finding, outdir)),
      };
    } catch (error) {
      // CDK would pass an app that a plugin failed on
      return { success: false, violations: [couldNotJudge(error)] };
    }
  }
}

function couldNotJudge(error: unknown): PolicyViolation {
  return {
    ruleName: 'could-not-judge',
    description: `the app could not be judged: ${errorMessage(error)}`,
    // not one to acknowledge
    severity: 'fatal',
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

function violation(finding: Finding, outdir: string): PolicyViolation {
  return {
    ruleName: finding.id,
    description: finding.message,
    fix: `${finding.fix} (${finding.page})`,
    severity: finding.severity,
    violatingResources: [
      {
        ...(finding.logicalId ? { resourceLogicalId: finding.logicalId } : { constructPath: finding.path }),
        templatePath: path.join(outdir, finding.templateFile),
        locations: finding.place ? [finding.place] : [],
      },
    ],
  };
}
