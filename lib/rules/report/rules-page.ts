import { RULE_GROUPS } from '../all-rules';
import { FOUND_IN_PASSING, NAMESPACE } from '../finding';

/** The documentation of every rule, in Markdown. */
export function rulesPage(): string {
  return [
    '# Rules',
    '',
    'What `cdk synth` and `npm run check` judge a synthesized app by. An error stops the synthesis; a warning does under',
    '`--strict`, as in `npm run synth`. Each name leads to the AWS page that the rule rests on.',
    '',
    'Where a rule need not hold, say so in the code, with the reason:',
    `\`Validations.of(construct).acknowledge({ id: '${NAMESPACE}::<rule>', reason: '…' })\`.`,
    '',
    "CDK's own validation runs beside them, of every property by the schema of its type; its findings are acknowledged as",
    '`CloudFormation-Validate::<rule>`.',
    ...Object.entries({ ...RULE_GROUPS, 'Found in passing': Object.values(FOUND_IN_PASSING) }).flatMap(
      ([title, rules]) => [
        '',
        `## ${title}`,
        '',
        ...rules.map(({ id, page, severity, sentence }) => {
          const warning = severity === 'warning' ? ' (warning)' : '';
          return `- [${id}](${page})${warning}: ${sentence}`;
        }),
      ],
    ),
    '',
  ].join('\n');
}
