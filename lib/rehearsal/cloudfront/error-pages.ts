import type { Value } from '../../rules/assembly/value';

/** A page that visitors get in place of an error. */
export interface ErrorPage {
  readonly path: string;
  readonly status: number;
}

/**
 * The page for each status.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html
 */
export function errorPagesOf(responses: Value): ReadonlyMap<number, ErrorPage> {
  const pages = responses.list.flatMap((response): [number, ErrorPage][] => {
    const error = response.at('ErrorCode').number ?? 0;
    const path = response.at('ResponsePagePath').text;
    return path ? [[error, { path, status: response.at('ResponseCode').number ?? error }]] : [];
  });
  return new Map(pages);
}
