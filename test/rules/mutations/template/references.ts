import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const DISTRIBUTION = 'Website/Delivery/Distribution';
const STALE_PAGES = 'Website/Content/StalePages/CustomResource';
const CHECK = 'Website/OriginHealthCheck/HealthCheck';
const ALARM = 'Monitoring/Alarms/PrimaryUnhealthy';

const dependOn =
  (path: string, ids: string | string[]): Change =>
  (app) => {
    app.resource(path).DependsOn = ids;
  };

const condition =
  (path: string, name: string, conditions: Record<string, unknown>): Change =>
  (app) => {
    app.resource(path).Condition = name;
    const stack = app.stack(path.split('/')[0] ?? '');
    stack.template = { ...stack.template, Conditions: conditions };
  };

const output =
  (value: unknown): Change =>
  (app) => {
    const stack = app.stack('Website');
    stack.template = { ...stack.template, Outputs: { ...stack.template.Outputs, More: { Value: value } } };
  };

const parameter =
  (declaration: unknown): Change =>
  (app) => {
    const stack = app.stack('Website');
    stack.template = { ...stack.template, Parameters: { ...stack.template.Parameters, More: declaration } };
  };

export const referenceMutations: Mutations = {
  broken: {
    'references-name-something': {
      'the headers policy that a distribution has is gone': drop('Website/Delivery/SecurityHeaders'),
      'the health check of the records is gone': drop(CHECK),
      'the topic of an alarm is gone': drop('Monitoring/Alarms/Topic'),
      'the log group of the function is gone': drop('Website/Content/Log'),
      'a Ref is misspelt': set('Website/Alarms/FailedReplication', 'AlarmActions.0', { Ref: 'AlarmTopic' }),
      'a Ref names itself': (app) => app.set(CHECK, 'HealthCheckTags.0.Value', { Ref: app.logicalId(CHECK) }),
      'Fn::Sub names nothing': set(DISTRIBUTION, 'DistributionConfig.Comment', { 'Fn::Sub': 'of ${Nobody}' }),
      'Fn::GetAtt asks a parameter': set(DISTRIBUTION, 'DistributionConfig.Comment', {
        'Fn::GetAtt': ['BootstrapVersion', 'Value'],
      }),
      'an output names nothing': output({ Ref: 'Nobody' }),
      'the parameter of a rule is gone': (app) => {
        const stack = app.stack('Website');
        stack.template = { ...stack.template, Parameters: {} };
      },
      'DependsOn names nothing': dependOn(STALE_PAGES, 'Nobody'),
      'DependsOn names itself': (app) => {
        app.resource(CHECK).DependsOn = [app.logicalId(CHECK)];
      },
      'a condition is not declared': condition(CHECK, 'Nowhere', {}),
      'Fn::If asks a condition that is not declared': set(DISTRIBUTION, 'DistributionConfig.Comment', {
        'Fn::If': ['Nowhere', 'a', 'b'],
      }),
      'Fn::FindInMap asks a mapping that is not declared': set(DISTRIBUTION, 'DistributionConfig.Comment', {
        'Fn::FindInMap': ['Nowhere', 'a', 'b'],
      }),
    },
    'attributes-exist': {
      'the domain name of a distribution is misspelt': (app) =>
        app.set('Website/Aliases/example.com/Primary', 'AliasTarget.DNSName', {
          'Fn::GetAtt': [app.logicalId(DISTRIBUTION), 'DomainNames'],
        }),
      'the ARN of a distribution, which has none': output({ 'Fn::GetAtt': ['DeliveryDistribution45EACD51', 'Arn'] }),
      'a bucket is asked for its name': output({ 'Fn::GetAtt': 'PrimaryBucketD7F3B2DB.Name' }),
      'Fn::Sub asks for what a bucket has not': output({ 'Fn::Sub': '${PrimaryBucketD7F3B2DB.Url}' }),
      'a record has no attributes': output({ 'Fn::GetAtt': ['AliasesexamplecomPrimaryC040AD3D', 'Name'] }),
    },
    'intrinsic-functions-exist': {
      'Fn::GetAtt is misspelt': (app) =>
        app.set('Website/Aliases/example.com/Primary', 'AliasTarget.DNSName', {
          'Fn::GetAttr': [app.logicalId(DISTRIBUTION), 'DomainName'],
        }),
      'Fn::Join is misspelt': set(DISTRIBUTION, 'DistributionConfig.Comment', { 'Fn::Joins': ['', ['a']] }),
      'Ref is in small letters': set(DISTRIBUTION, 'DistributionConfig.Comment', { ref: 'AWS::Region' }),
      'one colon is missing': set(DISTRIBUTION, 'DistributionConfig.Comment', { 'Fn:Sub': 'a' }),
      'a pseudo parameter is misspelt': set(DISTRIBUTION, 'DistributionConfig.Comment', { Ref: 'AWS::Regions' }),
      'a pseudo parameter in Fn::Sub is misspelt': output({ 'Fn::Sub': '${AWS::Account}' }),
      'a substitution without Fn::Sub': set(DISTRIBUTION, 'DistributionConfig.Comment', 'in ${AWS::Region}'),
      'something stands beside a Ref': (app) =>
        app.set('Website/Alarms/FailedReplication', 'AlarmActions.0', {
          Ref: app.logicalId('Website/Alarms/Topic'),
          Other: 1,
        }),
    },
    'stack-outputs-exist': {
      'the output is gone': (app) => {
        const stack = app.stack('Certificate');
        stack.template = { ...stack.template, Outputs: {} };
      },
      'no output is named': remove(ALARM, 'Dimensions.0.Value.Fn::GetStackOutput.OutputName'),
      'the output is misspelt': set(ALARM, 'Dimensions.0.Value.Fn::GetStackOutput.OutputName', 'HealthCheck'),
      'the stack is in another Region': set(ALARM, 'Dimensions.0.Value.Fn::GetStackOutput.Region', 'us-east-1'),
      'no Region is given, and the stack is elsewhere': remove(ALARM, 'Dimensions.0.Value.Fn::GetStackOutput.Region'),
      'the stack moves to another Region': (app) => {
        app.stack('Certificate').region = 'us-west-1';
      },
    },
    'stack-outputs-come-from-this-app': {
      'the stack is misspelt': set(
        ALARM,
        'Dimensions.0.Value.Fn::GetStackOutput.StackName',
        'site-example-org-Website',
      ),
      'the stack is renamed': (app) => {
        app.stack('Website').stackName = 'site-example-com-Web';
      },
      'an output reads from another app': output({ 'Fn::GetStackOutput': { StackName: 'a', OutputName: 'b' } }),
    },
    'stack-outputs-come-first': {
      'monitoring does not wait for the website': (app) => {
        app.stack('Monitoring').dependencies = [];
      },
      'the website does not wait for its certificate': (app) => {
        app.stack('Website').dependencies = ['example.com/Secondary'];
      },
      'a stack reads from itself': output({
        'Fn::GetStackOutput': { StackName: 'site-example-com-Website', OutputName: 'PrimaryUrl' },
      }),
    },
    'imports-are-exported-first': {
      'nobody exports it': output({ 'Fn::ImportValue': 'nobody' }),
      'it is exported in another Region': (app) => {
        exportFrom('Secondary', 'shared')(app);
        output({ 'Fn::ImportValue': 'shared' })(app);
      },
      'its exporter is not waited for': (app) => {
        exportFrom('Monitoring', 'shared')(app);
        app.stack('Monitoring').region = 'us-east-2';
        output({ 'Fn::ImportValue': 'shared' })(app);
      },
    },
    'exports-are-unique': {
      'two stacks export a name': all(exportFrom('Monitoring', 'shared'), exportFrom('Certificate', 'shared')),
      'a stack exports a name twice': all(exportFrom('Website', 'shared'), exportFrom('Website', 'shared', 'Again')),
      'a third exports it, too': all(
        exportFrom('Certificate', 'shared'),
        exportFrom('Monitoring', 'other'),
        exportFrom('Monitoring', 'shared', 'Again'),
      ),
    },
    'no-circular-dependencies': {
      'a bucket waits for what is written to it': dependOn(
        'Website/PrimaryBucket/Bucket',
        'ContentAssetsCustomResource682B4455',
      ),
      'a deployment waits for a record that waits for it': dependOn(
        'Website/Content/Pages/CustomResource',
        'AliasesexamplecomPrimaryC040AD3D',
      ),
      'a topic names the alarm that goes there': (app) =>
        app.set('Website/Alarms/Topic', 'DisplayName', { Ref: app.logicalId('Website/Alarms/FailedReplication') }),
    },
    'conditions-can-hold': {
      'the Region is another': condition(CHECK, 'There', {
        There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      }),
      'a constant is false': condition(CHECK, 'No', { No: { 'Fn::Equals': ['yes', 'no'] } }),
      'one of two is false': condition(CHECK, 'No', {
        No: { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'Yes' }] }] },
        Yes: { 'Fn::Equals': ['a', 'a'] },
      }),
      'neither holds': condition(CHECK, 'No', {
        No: { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': ['c', 'd'] }] },
      }),
    },
  },
  harmless: {
    'Fn::Sub instead of Fn::Join': output({ 'Fn::Sub': 'https://${DeliveryDistribution45EACD51.DomainName}/${!x}' }),
    'Fn::Sub with a variable of its own': output({ 'Fn::Sub': ['${A}-${AWS::Region}', { A: 'b' }] }),
    'Fn::GetAtt as one text': output({ 'Fn::GetAtt': 'DeliveryDistribution45EACD51.Id' }),
    'an IAM variable in plain text': set('Website/Alarms/Topic', 'DisplayName', 'for ${aws:username}'),
    'an output, imported by who waits': (app) => {
      exportFrom('Certificate', 'shared')(app);
      const stack = app.stack('Monitoring');
      stack.template = { ...stack.template, Outputs: { More: { Value: { 'Fn::ImportValue': 'shared' } } } };
    },
    'the same export in two Regions': all(exportFrom('Secondary', 'shared'), exportFrom('Website', 'shared')),
    'a condition that holds': condition(CHECK, 'Here', {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-2'] },
    }),
    'a parameter with a default': parameter({ Type: 'String', Default: 'a' }),
    'DependsOn is one text': dependOn(STALE_PAGES, 'ContentStaleAssetsCustomResource01D5D1DA'),
  },
};

function exportFrom(role: string, name: string, id = 'Exported'): Change {
  return (app) => {
    const stack = app.stack(role);
    const exported = { Value: 'a', Export: { Name: name } };
    stack.template = { ...stack.template, Outputs: { ...stack.template.Outputs, [id]: exported } };
  };
}
