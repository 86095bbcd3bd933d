import { SWITCH_KEY } from '../../../config/names';
import { toldOf } from '../../switch/report';
import { readSwitch, type Engaged } from '../../switch/switch-object';
import { oncePer } from '../asking';
import type { Check, Permission } from '../check';

/** For `switchOf`. Without the second, S3 says of an object that is not there that it is forbidden. */
export const READS_SWITCH: readonly Permission[] = [
  {
    action: 's3:GetObject',
    resources: ({ mode, secondaryBucketName }) =>
      mode.hasSwitch ? [`arn:aws:s3:::${secondaryBucketName}/${SWITCH_KEY}`] : [],
  },
  {
    action: 's3:ListBucket',
    resources: ({ mode, secondaryBucketName }) => (mode.hasSwitch ? [`arn:aws:s3:::${secondaryBucketName}`] : []),
  },
];

/** Who has engaged the switch; nobody where there is none. */
export const switchOf = oncePer(async ({ aws, site }): Promise<Engaged | undefined> =>
  site.mode.hasSwitch ? readSwitch(aws, site) : undefined,
);

/** Comes first: what it finds explains what others find. */
export const switchReleased: Check = {
  id: 'switch-released',
  title: "the operator's switch is released",
  of: 'a deployed site',
  permissions: READS_SWITCH,
  needless: ({ mode }) => (mode.hasSwitch ? undefined : 'the site has no switch'),
  async examine(examination) {
    const { site } = examination;
    const engaged = await switchOf(examination);
    // a drill's is found by another check
    return !engaged || engaged.mark?.kind === 'drill'
      ? []
      : [
          {
            severity: 'error',
            what: `the switch is engaged ${toldOf(engaged)}`,
            why: site.mode.usesSwitch
              ? 'visitors are held at the secondary, however well the primary is, and whatever becomes of the secondary'
              : 'the records do not follow it any more; until they were deployed, they did',
            fix: `as soon as the reason for it is gone: npm run release -- --site ${site.domainName}`,
            page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
          },
        ];
  },
};
