/** Code units of characters that UTF-16 writes in two: they come before U+E000 there, and after U+FFFF in UTF-8. */
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/**
 * Compares keys as S3 sorts its listings, by their bytes in UTF-8: below 0 when `one` comes first. JavaScript compares
 * UTF-16, which differs for emoji and other characters above U+FFFF.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html
 */
export function compareKeys(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const [unit, otherUnit] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (unit !== otherUnit) {
      return place(unit) - place(otherUnit);
    }
  }
  return one.length - other.length;
}

function place(unit: number): number {
  if (unit < FIRST_SURROGATE) {
    return unit;
  }
  return unit < AFTER_SURROGATES ? unit + 0x2000 : unit - 0x800;
}
