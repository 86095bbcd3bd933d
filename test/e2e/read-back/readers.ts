import { CLOUDFRONT_READERS } from './cloudfront-readers';
import { ENDPOINT_READERS } from './endpoint-readers';
import { OTHER_READERS } from './other-readers';
import type { Readers } from './reader';
import { S3_READERS } from './s3-readers';

/** How the resources of a type are read, each through its service's own API. */
export const READERS: Readers = { ...CLOUDFRONT_READERS, ...ENDPOINT_READERS, ...S3_READERS, ...OTHER_READERS };
