import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { SiteContent } from '../config/site-content';
import { SiteConfigError } from '../site-config';

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const FUNCTION_LIMIT_BYTES = 10_240;

export interface ViewerRequestFunctionProps {
  /** The host served. */
  readonly domainName: string;

  /** Hosts redirected to `domainName`. */
  readonly alternateNames: string[];

  /** File name served for a directory. */
  readonly indexDocument: string;

  /**
   * What is published, so that objects which look like directories, and directories which look like objects, are known.
   *
   * @default - a last path segment without a dot is a directory, any other an object
   */
  readonly content?: SiteContent;
}

/**
 * The CloudFront Function that maps URLs to objects as an S3 website endpoint does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html
 */
export class ViewerRequestFunction extends Construct {
  /** For the viewer-request event of the behavior that serves the site. */
  readonly function: cloudfront.IFunction;

  /**
   * @throws SiteConfigError when the exceptions among the content make the function longer than CloudFront takes
   */
  constructor(scope: Construct, id: string, props: ViewerRequestFunctionProps) {
    super(scope, id);

    this.function = new cloudfront.Function(this, 'Function', {
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      code: cloudfront.FunctionCode.fromInline(viewerRequestCode(props)),
    });
  }
}

/**
 * The function's code: its rules are the same wherever it runs.
 *
 * @throws SiteConfigError when the exceptions among the content make it longer than CloudFront takes
 */
export function viewerRequestCode(props: ViewerRequestFunctionProps): string {
  const { domainName, alternateNames, indexDocument, content } = props;
  const extensionlessObjects = content?.extensionlessObjects ?? [];
  const dottedDirectories = content?.dottedDirectories ?? [];
  const site = { domainName, alternateNames, indexDocument, extensionlessObjects, dottedDirectories };
  const code = fs
    .readFileSync(path.join(__dirname, 'viewer-request.js'), 'utf8')
    .replace('= SITE;', () => `= ${JSON.stringify(site)};`);
  const bytes = Buffer.byteLength(code);
  if (bytes > FUNCTION_LIMIT_BYTES) {
    throw new SiteConfigError([
      `${domainName} must have a viewer-request function of at most ${FUNCTION_LIMIT_BYTES} bytes, got: ` +
        `${bytes} bytes for ${extensionlessObjects.length} objects without an extension (give them one), ` +
        `${dottedDirectories.length} directories with a dot (rename them) and ${alternateNames.length} alternate names`,
    ]);
  }
  return code;
}
