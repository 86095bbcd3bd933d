import { stacksOf } from '../../site-stacks';
import type { Check, Finding } from '../check';
import { ofStacks } from './permissions';
import { deployedTemplate } from './deployed-template';
import { differences, type Differences } from './template-differences';

/** Of what differs. */
const NAMED = 4;

const PAGE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html';

export const stacksInSync: Check = {
  id: 'stacks-in-sync',
  title: 'every stack was deployed from what the code describes now',
  of: 'a deployed site',
  permissions: [ofStacks('cloudformation:DescribeStacks'), ofStacks('cloudformation:GetTemplate')],
  async examine(examination) {
    if (!examination.synthesized) {
      throw new Error('nobody synthesized what the code describes');
    }
    const { stacks } = await examination.synthesized();
    const names = stacksOf(examination.site).map(({ name }) => name);
    if (!stacks.some(({ stackName }) => names.includes(stackName))) {
      throw new Error('the app of bin/sites.ts does not describe this site');
    }
    const compared = stacksOf(examination.site).map(async ({ role, name, region }) => {
      const wanted = stacks.find((stack) => stack.stackName === name && stack.region === region);
      // one that is missing is found by another check
      if (!wanted || !(await examination.stack(role))) {
        return [];
      }
      const deployed = await deployedTemplate(examination, name, region);
      return finding(name, deployed && differences(deployed, { ...wanted.template }));
    });
    return (await Promise.all(compared)).flat();
  },
};

function finding(name: string, found: Differences | undefined): Finding[] {
  if (!found) {
    return [
      {
        severity: 'warning',
        what: `the template of the stack ${name} is no JSON: something else than this app deployed it`,
        why: 'nobody can say what the next deployment changes',
        fix: 'npm run diff, then npm run deploy',
        page: PAGE,
      },
    ];
  }
  const { changed, onlyAssets } = found;
  const [named, rest] = [changed.slice(0, NAMED), changed.slice(NAMED)];
  const what = `${named.join(', ')}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
  return changed.length === 0
    ? []
    : [
        {
          severity: 'warning',
          what: onlyAssets
            ? `files of the stack ${name} changed since its deployment, and nothing else did (${what})`
            : `the stack ${name} is not what the code describes: ${what}`,
          why: onlyAssets
            ? 'visitors get the pages, or the functions, of the deployment before'
            : 'the site on AWS is another than the one that the rules judged and the rehearsal showed',
          fix: onlyAssets ? 'npm run deploy' : 'npm run diff, then npm run deploy',
          page: PAGE,
        },
      ];
}
