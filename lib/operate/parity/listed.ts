/** An object as a listing has it. */
export interface Listed {
  readonly key: string;
  /** Without its quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, as S3 writes it. */
  readonly lastModified: string;
}

const OPEN = '<Contents>';
const CLOSE = '</Contents>';

/**
 * Takes the objects out of an answer to ListObjectsV2 with `encoding-type=url` while it arrives, and leaves the rest to
 * the SDK.
 *
 * The SDK reads every field of every object into a tree of its own, one character at a time: most of the time that a
 * comparison takes. Keys are percent-encoded, so that no field holds anything of XML but the quotes of an ETag.
 *
 * @throws Error when it is no such answer
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export async function takeListed(body: AsyncIterable<Buffer>): Promise<{ objects: Listed[]; rest: Buffer }> {
  const objects: Listed[] = [];
  let rest = '';
  let tail = '';
  for await (const part of body) {
    // byte by byte, so that it may be cut anywhere
    const xml = tail + part.toString('latin1');
    let done = 0;
    for (;;) {
      const start = xml.indexOf(OPEN, done);
      const end = start < 0 ? -1 : xml.indexOf(CLOSE, start);
      if (end < 0) {
        break;
      }
      rest += xml.slice(done, start);
      objects.push(listedOf(xml, start, end));
      done = end + CLOSE.length;
    }
    tail = xml.slice(done);
  }
  return { objects, rest: Buffer.from(rest + tail, 'latin1') };
}

function listedOf(xml: string, start: number, end: number): Listed {
  return {
    key: decodedKey(between(xml, '<Key>', '</Key>', start, end)),
    etag: between(xml, '<ETag>', '</ETag>', start, end).replace(/&quot;|&#34;|"/g, ''),
    size: Number(between(xml, '<Size>', '</Size>', start, end)),
    lastModified: between(xml, '<LastModified>', '</LastModified>', start, end),
  };
}

function between(xml: string, open: string, close: string, from: number, limit: number): string {
  const start = xml.indexOf(open, from) + open.length;
  const end = xml.indexOf(close, start);
  if (start < from + open.length || end < 0 || end > limit) {
    throw new Error(`every object of a listing must have a ${open}, got: ${xml.slice(from, from + 200)}`);
  }
  return xml.slice(start, end);
}

/** S3 writes a space as a plus, others as %20; a plus is %2B for both. */
function decodedKey(encoded: string): string {
  return /[%+]/.test(encoded) ? decodeURIComponent(encoded.replaceAll('+', ' ')) : encoded;
}

/** What is cut out of a page keeps all of it in memory; a copy does not. */
export function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
