/**
 * Whether one of some patterns of `aws s3 sync` matches a file: Python's `fnmatch`, in which `*` goes across directories.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters
 */
export function fileMatcher(patterns: readonly string[]): (file: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(`^${expressionOf(pattern)}$`, 's'));
  return (file) => expressions.some((expression) => expression.test(file));
}

const PARTS = /\[!?\]?[^\]]*\]|[\s\S]/g;

function expressionOf(pattern: string): string {
  return pattern.replace(PARTS, (part) => {
    if (part === '*') {
      return '.*';
    }
    if (part === '?') {
      return '.';
    }
    if (part.length === 1) {
      return part.replace(/[.+^${}()|[\]\\/]/, '\\$&');
    }
    const negation = part.startsWith('[!') ? '^' : '';
    return `[${negation}${part.slice(negation ? 2 : 1, -1).replace(/[\\\]^]/g, '\\$&')}]`;
  });
}
