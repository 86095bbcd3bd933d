import { nameOf } from '../../aws-error';
import type { Answer } from '../../network';
import type { Examination } from '../check';
import { oncePer } from '../asking';

export type Side = 'primary' | 'secondary';

/** An answer, or why there is none: `ECONNREFUSED`. */
export type Outcome = Answer | string;

/** An address of each side, wherever DNS sends visitors. */
export const addressesOf = oncePer(async (examination): Promise<Record<Side, string>> => {
  const pair = await examination.failoverPair();
  const resolver = examination.network.resolver();
  const addressOf = async (host: string) => {
    const [first] = await resolver.resolve4(host);
    if (first === undefined) {
      throw new Error(`${host} has no address`);
    }
    return first;
  };
  return { primary: await addressOf(pair.primary), secondary: await addressOf(pair.secondary) };
});

/** What a visitor gets who is sent to this address. */
export async function ask({ network, signal }: Examination, url: URL, address: string): Promise<Outcome> {
  try {
    return await network.ask(url, { address, signal });
  } catch (error) {
    signal.throwIfAborted();
    return nameOf(error);
  }
}

export function told(outcome: Outcome): string {
  return typeof outcome === 'string' ? `no answer (${outcome})` : `the status ${outcome.status}`;
}
