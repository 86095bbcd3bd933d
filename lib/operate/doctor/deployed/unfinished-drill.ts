import type { Site } from '../../../site-config';
import { INTENT_TAG, readIntent, UnreadableIntent, type Intent } from '../../drill/intent';
import { restoreCommand } from '../../drill/target';
import type { Check, Finding } from '../check';
import { oncePer } from '../asking';
import type { Engaged } from '../../switch/switch-object';
import { LISTS_RECORDS, ofHealthCheck } from './permissions';
import { READS_SWITCH, switchOf } from './switch-released';

/** A tag of a drill's name that no drill wrote. */
interface Unreadable {
  readonly healthCheckId: string;
  readonly unreadable: string;
}

/** What a drill has left on the health check. */
export const intentOf = oncePer(async (examination): Promise<Intent | Unreadable | undefined> => {
  const { healthCheckId } = await examination.failoverPair();
  return readIntent(examination.aws, healthCheckId).catch((error: Error) => {
    if (error instanceof UnreadableIntent) {
      return { healthCheckId, unreadable: error.message };
    }
    throw error;
  });
});

/** Comes before everything else: what it finds explains what others find. */
export const noUnfinishedDrill: Check = {
  id: 'no-unfinished-drill',
  title: 'no drill is under way, and none was left unfinished',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofHealthCheck('route53:ListTagsForResource'), ...READS_SWITCH],
  async examine(examination) {
    const engaged = await switchOf(examination);
    if (engaged?.mark?.kind === 'drill') {
      return [byTheSwitch(engaged, examination.site)];
    }
    const intent = await intentOf(examination);
    if (!intent) {
      return [];
    }
    if ('unreadable' in intent) {
      return [unreadable(intent, examination.site)];
    }
    const { by, since, inverted } = intent;
    return [
      {
        severity: 'error',
        what: `a drill that ${by} began at ${since.toISOString()} has not been finished`,
        why:
          'it may have moved visitors to the secondary, where only HTTP answers; the health check ' +
          `${inverted ? 'was inverted before it' : 'is not to stay inverted'}`,
        fix: `when it is not running any more: ${restoreCommand(examination.site.domainName)}`,
      },
    ];
  },
};

function byTheSwitch({ mark, since }: Engaged, { domainName }: Site): Finding {
  return {
    severity: 'error',
    what: `a drill that ${mark?.by} began at ${since.toISOString()} has not been finished`,
    why: 'it has engaged the switch: visitors are held at the secondary',
    fix: `when it is not running any more: ${restoreCommand(domainName)}`,
  };
}

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html */
function unreadable({ healthCheckId, unreadable: what }: Unreadable, { domainName }: Site): Finding {
  const named = `--resource-type healthcheck --resource-id ${healthCheckId}`;
  return {
    severity: 'error',
    what,
    why: 'somebody else wrote or changed it: no drill begins, and whether one inverted the health check nobody can tell',
    fix:
      'find out who, and whether a drill is running. When none is, the first of these has the health check not inverted ' +
      'and removes the tag; the second removes the tag only:\n' +
      `${restoreCommand(domainName, '--even-without-intent')}\n` +
      `aws route53 change-tags-for-resource ${named} --remove-tag-keys ${INTENT_TAG}`,
  };
}
