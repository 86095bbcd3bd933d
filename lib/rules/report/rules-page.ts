import { RULE_GROUPS } from '../all-rules';
import { NAMESPACE } from '../judge';

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
    ...Object.entries(RULE_GROUPS).flatMap(([title, rules]) => [
      '',
      `## ${title}`,
      '',
      ...rules.map(({ id, page, severity, sentence }) => {
        const warning = severity === 'warning' ? ' (warning)' : '';
        return `- [${id}](${page})${warning}: ${sentence}`;
      }),
    ]),
    '',
  ].join('\n');
}
