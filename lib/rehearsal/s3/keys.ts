/** The key that a path of a request names, without the query; undefined when it is not encoded as URLs are. */
export function keyAt(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/^\//, '').replace(/\?.*/s, ''));
  } catch {
    return undefined;
  }
}
