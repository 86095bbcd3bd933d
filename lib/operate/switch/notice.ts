import type { Site } from '../../site-config';
import { spoken } from '../drill/duration';
import { visitorsNotice } from '../visitors-notice';
import { movesWithin } from './report';

/** @throws Error that says what to set */
export function assertHasSwitch({ domainName, mode, manualSwitch }: Site): void {
  if (!mode.hasSwitch) {
    throw new Error(
      `manualSwitch of ${domainName} must be true in bin/sites.ts, and be deployed, for there to be a switch, got: ` +
        `${manualSwitch}; without it, docs/runbook.md#server-errors says how to move visitors by the health check`,
    );
  }
}

/** @throws Error that says what to set when no switch moves anybody */
export function assertEngages(site: Site): void {
  assertHasSwitch(site);
  if (!site.mode.usesSwitch) {
    throw new Error(
      `manualSwitch of ${site.domainName} must be true in bin/sites.ts, and be deployed, for the records to follow the ` +
        `switch, got: ${site.manualSwitch}; the switch is there for one more deployment, and moves nobody`,
    );
  }
}

/** What comes of engaging the switch, a line each. */
export function engageNotice(site: Site): string[] {
  const { domainName, secondaryRegion } = site;
  return [
    `The switch moves the visitors of ${domainName} to the secondary in ${secondaryRegion}, for real, within ` +
      `${spoken(movesWithin(site))}, until it is released.`,
    ...visitorsNotice(site, 'until it is released'),
    'While it is engaged nothing brings them back, should the secondary fail.',
  ];
}
