import { ACCOUNT_CHECK } from './account/account';
import type { Check, Examination } from './check';
import { outcomeOf, type Outcome } from './outcome';

/** A check with what became of it. */
export interface Result {
  readonly check: Check;
  readonly outcome: Outcome;
}

export interface Doctoring {
  readonly checks: readonly Check[];
  /** Told of each result, in the order in which they come. */
  readonly onResult?: (result: Result) => void;
}

/**
 * Asks everything at once, and answers in the order of `checks`; none stops the others.
 *
 * Whose credentials these are comes first: those of another account would find another account's buckets and zones, so
 * only what needs no permission is asked with them.
 *
 * @throws Error when there are no credentials, or nobody can tell whose they are; what `signal` says when it aborts
 */
export async function doctor(examination: Examination, { checks, onResult }: Doctoring): Promise<Result[]> {
  const { signal } = examination;
  const result = (check: Check, outcome: Outcome) => {
    onResult?.({ check, outcome });
    return { check, outcome };
  };
  const account = result(ACCOUNT_CHECK, await unlessAborted(signal, outcomeOf(ACCOUNT_CHECK, examination)));
  if (account.outcome.outcome === 'not asked') {
    throw new Error(account.outcome.why);
  }
  const isOtherAccount = account.outcome.outcome === 'failed';
  const others = checks
    .filter((check) => check !== ACCOUNT_CHECK)
    .map(async (check) =>
      result(check, isOtherAccount && asksAws(check) ? OTHER_ACCOUNT : await outcomeOf(check, examination)),
    );
  return [account, ...(await unlessAborted(signal, Promise.all(others)))];
}

const OTHER_ACCOUNT: Outcome = { outcome: 'not asked', why: 'the credentials belong to another account' };

function asksAws(check: Check): boolean {
  return check.of === 'a deployed site' || check.permissions.length > 0;
}

async function unlessAborted<Answer>(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
