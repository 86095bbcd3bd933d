import { nameOf } from '../aws-error';
import type { Examination } from './check';

/** A question that several checks have: in one examination it is asked once, by whoever needs the answer first. */
export function oncePer<Answer>(
  ask: (examination: Examination) => Promise<Answer>,
): (examination: Examination) => Promise<Answer> {
  const answers = new WeakMap<Examination, Promise<Answer>>();
  return (examination) => {
    const answer = answers.get(examination) ?? ask(examination);
    answers.set(examination, answer);
    return answer;
  };
}

/**
 * What is answered; `undefined` when the answer is one of these errors, which say that there is no such thing.
 *
 * @throws Error of the SDK or of DNS, any other
 */
export async function unlessAbsent<Answer>(asked: Promise<Answer>, ...errors: string[]): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (errors.includes(nameOf(error))) {
      return undefined;
    }
    throw error;
  }
}
