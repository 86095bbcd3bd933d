import type { Value } from '../assembly/value';
import type { Problem } from '../rule';

/** Checks of single values; one that is not there breaks none of them. */

/** A place without what every place of its resource begins with: `Origins.0.ConnectionAttempts`. */
export function nameOf(at: Value): string {
  return at.place.replace(/^Properties\.(?:DistributionConfig\.)?/, '');
}

export function* required(at: Value, write: string): Generator<Problem> {
  if (!at.exists) {
    yield { at, wrong: `${nameOf(at)} is missing`, write };
  }
}

export function* oneOf(at: Value, allowed: readonly string[]): Generator<Problem> {
  if (at.exists && !allowed.includes(at.text ?? '')) {
    yield { at, wrong: `${nameOf(at)} is ${String(at)}`, write: `write one of ${allowed.join(', ')}` };
  }
}

/** Whole numbers of a range. */
export function* inRange(at: Value, min: number, max: number): Generator<Problem> {
  const { number } = at;
  if (number !== undefined && !(Number.isInteger(number) && number >= min && number <= max)) {
    yield { at, wrong: `${nameOf(at)} is ${number}`, write: `write a whole number from ${min} to ${max}` };
  }
}

/** Texts that match, as a whole. */
export function* inForm(at: Value, form: RegExp, write: string): Generator<Problem> {
  const { text } = at;
  if (text !== undefined && !form.test(text)) {
    yield { at, wrong: `${nameOf(at)} is ${JSON.stringify(text)}`, write };
  }
}

export function* atMost(at: Value, characters: number): Generator<Problem> {
  const length = at.text?.length ?? 0;
  if (length > characters) {
    yield { at, wrong: `${nameOf(at)} has ${length} characters`, write: `write at most ${characters} characters` };
  }
}

/** Values that come after an equal one. */
export function* repeated(values: readonly Value[], keyOf: (value: Value) => string | undefined): Generator<Problem> {
  const seen = new Set<string>();
  for (const value of values) {
    const key = keyOf(value);
    if (key !== undefined && seen.has(key)) {
      yield { at: value, wrong: `${nameOf(value)} repeats ${key}`, write: 'write each one once' };
    }
    seen.add(key ?? '');
  }
}

/** `Quantity` must count `Items`. */
export function* quantityProblem(at: Value): Generator<Problem> {
  const { number } = at.at('Quantity');
  const count = at.at('Items').list.length;
  if (number !== count) {
    yield {
      at: at.at('Quantity'),
      wrong: `${nameOf(at)}.Quantity is ${String(at.at('Quantity'))}, but has ${count} items`,
      write: `set Quantity to ${count}`,
    };
  }
}
