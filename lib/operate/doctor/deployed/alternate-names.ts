import type { Check, Finding } from '../check';
import { revertDrift } from './commands';
import { LISTS_RECORDS } from './permissions';
import { addressesFor, ask, doorsOf, told, type Outcome } from './sides';

/** A path that has to be kept. */
const PATH = '/a/page.html';

export const alternateNamesRedirect: Check = {
  id: 'alternate-names-redirect',
  title: 'both sides send visitors of an alternate name to the same page of the site',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS],
  needless: ({ alternateNames }) => (alternateNames.length === 0 ? 'the site has no alternate names' : undefined),
  async examine(examination) {
    const { site } = examination;
    const doors = site.alternateNames.flatMap((name) => doorsOf(site).map((door) => ({ ...door, name })));
    const found = doors.map(async ({ name, side, protocol }): Promise<Finding[]> => {
      const addresses = await addressesFor(examination, name);
      const url = new URL(`${protocol}://${name}${PATH}`);
      const wanted = `${protocol}://${site.domainName}${PATH}`;
      const given = destination(await ask(examination, url, addresses[side]), url);
      return given === wanted
        ? []
        : [
            {
              severity: 'error',
              what: `the ${side} gives ${given} for ${url.href}, not a redirect to ${wanted}`,
              why: 'visitors of that name do not reach the page, or not in the protocol that they came with',
              fix: `npm run deploy; when that changes nothing, ${revertDrift(site, side === 'primary' ? 'Website' : 'Secondary')}`,
              page:
                side === 'primary' || site.secondaryEndpoint === 'https'
                  ? 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html'
                  : 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html',
            },
          ];
    });
    return (await Promise.all(found)).flat();
  },
};

/** Where an answer sends its visitor, or what it is instead. */
function destination(outcome: Outcome, asked: URL): string {
  const location = typeof outcome === 'string' ? undefined : outcome.headers.location;
  return location !== undefined && URL.canParse(location, asked.href) ? new URL(location, asked).href : told(outcome);
}
