import type { Assembly } from '../../rules/assembly/assembly';
import type { Caller, Request, Response } from '../http/exchange';
import { isAllowed } from './access';
import type { Bucket, StoredObject } from './bucket';
import { errorPage, statusOf, type ErrorCode } from './error-documents';
import { keyAt } from './keys';
import type { Pages, Redirect } from './website-settings';

/**
 * Answers as a bucket's website endpoint, which reads as nobody whoever asks, and speaks HTTP alone.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export function websiteEndpoint(bucket: Bucket, request: Request, assembly: Assembly): Response {
  const { website } = bucket;
  if (!website) {
    return errorPage('NoSuchWebsiteConfiguration', { BucketName: bucket.name });
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return errorPage('MethodNotAllowed', { Method: request.method });
  }
  return 'hostName' in website
    ? redirected(request, website)
    : new PageRequest(bucket, website, request, assembly).answer();
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html */
function redirected({ path }: Request, { hostName, protocol }: Redirect): Response {
  return movedTo(301, `${protocol ?? 'http'}://${hostName}${path}`);
}

function movedTo(status: number, location: string): Response {
  return { status, headers: { location, server: 'AmazonS3' }, body: Buffer.alloc(0) };
}

class PageRequest {
  private readonly anyone: Caller;

  constructor(
    private readonly bucket: Bucket,
    private readonly pages: Pages,
    private readonly request: Request,
    private readonly assembly: Assembly,
  ) {
    this.anyone = { sourceIp: request.caller.sourceIp, secure: false };
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html */
  answer(): Response {
    const asked = keyAt(this.request.path);
    if (asked === undefined) {
      return errorPage('InvalidURI');
    }
    const isDirectory = asked === '' || asked.endsWith('/');
    const key = isDirectory ? asked + this.pages.indexDocument : asked;
    const object = this.readable(key);
    if (object) {
      return found(200, object);
    }
    if (!isDirectory && !this.bucket.objects.has(key) && this.readable(`${key}/${this.pages.indexDocument}`)) {
      return movedTo(302, `${this.request.path.replace(/\?.*/s, '')}/`);
    }
    return this.error(this.mayKnow(key) ? 'NoSuchKey' : 'AccessDenied', key);
  }

  /** Whether everyone may be told that an object they cannot have is not there. */
  private mayKnow(key: string): boolean {
    return (
      isAllowed(this.bucket, 's3:GetObject', key, this.anyone, this.assembly) &&
      isAllowed(this.bucket, 's3:ListBucket', undefined, this.anyone, this.assembly)
    );
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html */
  private error(code: ErrorCode, key: string): Response {
    const { errorDocument } = this.pages;
    const page = errorDocument === undefined ? undefined : this.readable(errorDocument);
    return page ? found(statusOf(code), page) : errorPage(code, code === 'NoSuchKey' ? { Key: key } : {});
  }

  private readable(key: string): StoredObject | undefined {
    const object = this.bucket.objects.get(key);
    return object && isAllowed(this.bucket, 's3:GetObject', key, this.anyone, this.assembly) ? object : undefined;
  }
}

function found(status: number, { headers, etag, body }: StoredObject): Response {
  return { status, headers: { ...headers, etag, server: 'AmazonS3' }, body };
}
