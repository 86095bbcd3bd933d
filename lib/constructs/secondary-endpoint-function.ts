import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { viewerRequestCode, type ViewerRequestFunctionProps } from './viewer-request-function';

const SOURCE = path.join(__dirname, 'secondary-endpoint');

/**
 * One vCPU: what a cold start does, loading the SDK above all, is done by one thread.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MEBIBYTES_OF_ONE_CPU = 1769;

export interface SecondaryEndpointFunctionProps extends ViewerRequestFunctionProps {
  /** The replica, encrypted without keys of KMS; read by the function's own role. */
  readonly bucket: s3.IBucket;

  /** Key of the page served, with status 404, for a missing one. */
  readonly errorDocument: string;

  /** Sent with every answer, by name in lower case: those that CloudFront adds. */
  readonly securityHeaders: Readonly<Record<string, string>>;
}

/**
 * The Lambda function that answers for the site from the replica, for an HTTP API with payload format 2.0.
 *
 * It runs the code of the CloudFront function, so that every URL gives what it gives there. It has no reserved
 * concurrency: the whole quota of a new account may be 10.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export class SecondaryEndpointFunction extends Construct {
  /** To be invoked by the API. */
  readonly function: lambda.IFunction;

  /**
   * @throws SiteConfigError when the exceptions among the content make the CloudFront function longer than it may be
   */
  constructor(scope: Construct, id: string, props: SecondaryEndpointFunctionProps) {
    super(scope, id);

    const { bucket } = props;
    const logGroup = new logs.LogGroup(this, 'Log', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));
    // without it S3 says of a missing page that it is forbidden
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
    logGroup.grants.write(role);

    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'secondary-endpoint-'));
    try {
      for (const [name, text] of Object.entries(files(props))) {
        fs.writeFileSync(path.join(directory, name), text);
      }
      this.function = new lambda.Function(this, 'Function', {
        description: `Answers for ${props.domainName} from its replica`,
        runtime: lambda.Runtime.NODEJS_24_X,
        architecture: lambda.Architecture.ARM_64,
        handler: 'index.handler',
        code: lambda.Code.fromAsset(directory),
        memorySize: MEBIBYTES_OF_ONE_CPU,
        // three attempts of 2 s for a page, three for the error page, and API Gateway waits 30 s
        timeout: Duration.seconds(20),
        environment: { BUCKET: bucket.bucketName },
        role,
        logGroup,
      });
    } finally {
      // the asset has its own copy
      fs.rmSync(directory, { recursive: true });
    }
  }
}

/** What the function's package holds: its code depends on the configuration alone, and so does its hash. */
function files(props: SecondaryEndpointFunctionProps): Record<string, string> {
  const { indexDocument, errorDocument, securityHeaders } = props;
  const sources = fs.readdirSync(SOURCE).map((name) => [name, fs.readFileSync(path.join(SOURCE, name), 'utf8')]);
  return {
    ...(Object.fromEntries(sources) as Record<string, string>),
    'viewer-request.js': `${viewerRequestCode(props)}\nexports.handler = handler;\n`,
    'site.json': JSON.stringify({ indexDocument, errorDocument, securityHeaders }),
  };
}
