import { readIntent } from '../../drill/intent';
import { restoreCommand } from '../../drill/target';
import type { Check } from '../check';
import { oncePer } from '../asking';
import { LISTS_RECORDS, ofHealthCheck } from './permissions';

/** What a drill has left on the health check. */
export const intentOf = oncePer(async (examination) => {
  const { healthCheckId } = await examination.failoverPair();
  return readIntent(examination.aws, healthCheckId);
});

/** Comes before everything else: what it finds explains what others find. */
export const noUnfinishedDrill: Check = {
  id: 'no-unfinished-drill',
  title: 'no drill is under way, and none was left unfinished',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofHealthCheck('route53:ListTagsForResource')],
  async examine(examination) {
    const intent = await intentOf(examination);
    if (!intent) {
      return [];
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
