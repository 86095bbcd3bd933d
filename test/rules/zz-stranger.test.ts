import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { judge } from '../../lib/rules/judge';
import { MutableApp, set, remove, drop, all, type Change } from './mutable-app';
import { synthesized } from './synthesized';
import { PRIMARY, PRIMARY_POLICY, SECONDARY, SECONDARY_POLICY, REDIRECT, ROLE, ROLE_POLICY, PRIMARY_ARN, SECONDARY_ARN, state, add, CLOUDFRONT, CHECKERS, DENY_HTTP, arnOf } from './mutations/s3/paths';
const FN='Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';
const FR=`${FN}/ServiceRole`; const FP=`${FR}/DefaultPolicy`;
const L: Record<string, Change> = {
 'bucket dropped: secondary': drop(SECONDARY),
 'bucket dropped: redirect': drop(REDIRECT),
 'bucket dropped: primary': drop(PRIMARY),
 'role dropped': drop(ROLE),
 'secondary name removed': remove(SECONDARY,'BucketName'),
 'redirect name removed': remove(REDIRECT,'BucketName'),
 'secondary website removed': remove(SECONDARY,'WebsiteConfiguration'),
 'redirect website removed': remove(REDIRECT,'WebsiteConfiguration'),
 'index doc differs': set(SECONDARY,'WebsiteConfiguration.IndexDocument','home.html'),
 'error doc differs': set(SECONDARY,'WebsiteConfiguration.ErrorDocument','error.html'),
 'redirect to cloudfront http': set(REDIRECT,'WebsiteConfiguration.RedirectAllRequestsTo.HostName','d111.cloudfront.net'),
 'role reads primary policy swapped with secondary': all(set(ROLE_POLICY,'PolicyDocument.Statement.1.Resource',`${SECONDARY_ARN}/*`),set(ROLE_POLICY,'PolicyDocument.Statement.2.Resource',`${PRIMARY_ARN}/*`)),
 'replication role name collides': set(FR,'RoleName','example-com-123456789012-2faa2fac'),
 'metrics disabled': set(PRIMARY,'ReplicationConfiguration.Rules.0.Destination.Metrics.Status','Disabled'),
 'metrics removed': remove(PRIMARY,'ReplicationConfiguration.Rules.0.Destination.Metrics'),
 'rule id renamed': set(PRIMARY,'ReplicationConfiguration.Rules.0.Id','Other'),
 'rule id removed': remove(PRIMARY,'ReplicationConfiguration.Rules.0.Id'),
 'CORS etc': set(PRIMARY,'CorsConfiguration',{}),
 'deployment role cannot put': set(FP,'PolicyDocument.Statement.1.Action',['s3:GetObject*','s3:List*']),
 'deployment role policy dropped': drop(FP),
 'deployment role other bucket': set(FP,'PolicyDocument.Statement.1.Resource',[SECONDARY_ARN,`${SECONDARY_ARN}/*`]),
 'deployment role no invalidation': remove(FP,'PolicyDocument.Statement.2'),
 'deployment role no assets': remove(FP,'PolicyDocument.Statement.0'),
 'deployment role denies': state(FP,{Effect:'Deny',Action:'s3:PutObject',Resource:'*'}),
 'deployment role lost logs': remove(FR,'ManagedPolicyArns'),
 'deployment trust removed': remove(FR,'AssumeRolePolicyDocument'),
 'website ownership ObjectWriter': set(SECONDARY,'OwnershipControls.Rules.0.ObjectOwnership','ObjectWriter'),
 'BPA object empty on secondary': set(SECONDARY,'PublicAccessBlockConfiguration',{}),
 'BPA empty on primary': set(PRIMARY,'PublicAccessBlockConfiguration',{}),
 'secondary policy principal cloudfront': set(SECONDARY_POLICY,'PolicyDocument.Statement.0.Principal',{Service:'cloudfront.amazonaws.com'}),
 'secondary policy principal service star': set(SECONDARY_POLICY,'PolicyDocument.Statement.0.Principal',{Service:'*'}),
 'primary public policy and BPA off': all(state(PRIMARY_POLICY,{Effect:'Allow',Principal:'*',Action:'s3:GetObject',Resource:`${PRIMARY_ARN}/*`}),set(PRIMARY,'PublicAccessBlockConfiguration',{BlockPublicAcls:true,IgnorePublicAcls:true,BlockPublicPolicy:false,RestrictPublicBuckets:false})),
 'CF statement gets PutObject': set(PRIMARY_POLICY,`${CLOUDFRONT}.Action`,['s3:GetObject','s3:ListBucket','s3:PutObject']),
 'CF statement s3:*': set(PRIMARY_POLICY,`${CLOUDFRONT}.Action`,'s3:*'),
 'other account may read primary': state(PRIMARY_POLICY,{Effect:'Allow',Principal:{AWS:'arn:aws:iam::210987654321:root'},Action:'s3:*',Resource:[PRIMARY_ARN,`${PRIMARY_ARN}/*`]}),
 'other account may write secondary': state(SECONDARY_POLICY,{Effect:'Allow',Principal:{AWS:'210987654321'},Action:'s3:PutObject',Resource:`${SECONDARY_ARN}/*`}),
 'checkers any': set(PRIMARY_POLICY,`${CHECKERS}.Condition.IpAddress.aws:SourceIp`,'0.0.0.0/0'),
 'deny effect flipped to allow': set(PRIMARY_POLICY,`${DENY_HTTP}.Effect`,'Allow'),
 'deny true': set(PRIMARY_POLICY,`${DENY_HTTP}.Condition.Bool.aws:SecureTransport`,'true'),
 'deny no condition': remove(PRIMARY_POLICY,`${DENY_HTTP}.Condition`),
 'deny only bucket resource': set(PRIMARY_POLICY,`${DENY_HTTP}.Resource`,PRIMARY_ARN),
 'CF condition typo': (app)=>{const v=app.get(PRIMARY_POLICY,`${CLOUDFRONT}.Condition.StringEquals.AWS:SourceArn`);app.set(PRIMARY_POLICY,`${CLOUDFRONT}.Condition.StringEquals`,{'aws:SourceARNs':v});},
 'CF partition wrong account': set(PRIMARY_POLICY,`${CLOUDFRONT}.Condition.StringEquals.AWS:SourceArn`,'arn:aws:cloudfront::999999999999:distribution/E123'),
 'secondary versioning MFA weird': set(SECONDARY,'VersioningConfiguration','Enabled'),
 'version status typo': set(PRIMARY,'VersioningConfiguration.Status','enabled'),
 'redirect versioned no lifecycle': set(REDIRECT,'VersioningConfiguration.Status','Enabled'),
 'redirect versioning typo': set(REDIRECT,'VersioningConfiguration.Status','On'),
 'noncurrent expiry removed leaves empty': set(SECONDARY,'LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration',{}),
 'secondary deleted policy': (app)=>{app.resource(SECONDARY).DeletionPolicy='Delete';},
 'UpdateReplace removed primary': (app)=>{delete app.resource(PRIMARY).UpdateReplacePolicy;},
 'policy for role to nonexist bucket': set(ROLE_POLICY,'PolicyDocument.Statement.2.Resource','arn:aws:s3:::exmaple.com/*'),
 'role arn in other account': set(PRIMARY,'ReplicationConfiguration.Role','arn:aws:iam::999999999999:role/x'),
 'role permission boundary denies': set(ROLE,'PermissionsBoundary','arn:aws:iam::aws:policy/AWSDenyAll'),
 'role boundary readonly': set(ROLE,'PermissionsBoundary','arn:aws:iam::aws:policy/ReadOnlyAccess'),
 'role with AWSDenyAll': set(ROLE,'ManagedPolicyArns',['arn:aws:iam::aws:policy/AWSDenyAll']),
 'trust principal AWS instead service': set(ROLE,'AssumeRolePolicyDocument.Statement.0.Principal',{AWS:'s3.amazonaws.com'}),
 'trust extra stmt star with deny': state(ROLE,{Effect:'Deny',Principal:'*',Action:'sts:AssumeRole'},'AssumeRolePolicyDocument'),
 'secondary back replication without role': set(SECONDARY,'ReplicationConfiguration',{Rules:[{Status:'Enabled',Destination:{Bucket:PRIMARY_ARN}}]}),
 'new user with admin': add('Website','U','AWS::IAM::User',{ManagedPolicyArns:['arn:aws:iam::aws:policy/AdministratorAccess']}),
 'access key': add('Website','K','AWS::IAM::AccessKey',{UserName:'x'}),
 'bucket w/ kms self key in redirect': set(REDIRECT,'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm','aws:kms'),
 'sse sse-c blocked': set(PRIMARY,'BucketEncryption',{}),
 'public access point': add('Secondary','AP','AWS::S3::AccessPoint',{Bucket:'example.com'}),
 'sec replication dest with trailing space': set(PRIMARY,'ReplicationConfiguration.Rules.0.Destination.Bucket','arn:aws:s3:::example.com '),
 'lifecycle abort 0': set(PRIMARY,'LifecycleConfiguration.Rules.0.AbortIncompleteMultipartUpload',{}),
 'Destination.Bucket not arn but GetAtt ref to same': (app)=>app.set(PRIMARY,'ReplicationConfiguration.Rules.0.Destination.Bucket',arnOf(app,PRIMARY)),
 'notification eventbridge': set(PRIMARY,'NotificationConfiguration.EventBridgeConfiguration',{EventBridgeEnabled:true}),
};
test('stranger', () => {
  const original = synthesized();
  for (const [name, change] of Object.entries(L)) {
    const app = new MutableApp(original); change(app);
    const j = judge(new Assembly(app.source), ALL_RULES);
    process.stdout.write(`${j.findings.length ? 'ok  ' : 'MISS'} ${name}: ${[...new Set(j.findings.map(f=>f.id))].join(' ')}\n`);
  }
});
