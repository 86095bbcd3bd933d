import type { ResourceSource } from '../../../../lib/rules/assembly/assembly-source';
import { all, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const TOPIC: ResourceSource = { Type: 'AWS::SNS::Topic' };

const many =
  (section: 'Resources' | 'Outputs' | 'Parameters', count: number, of: (index: number) => unknown): Change =>
  (app) => {
    const stack = app.stack('Certificate');
    const more = Object.fromEntries(Array.from({ length: count }, (_, index) => [`More${index}`, of(index)]));
    stack.template = { ...stack.template, [section]: { ...stack.template[section], ...more } };
  };

const policy =
  (path: string, name: 'DeletionPolicy' | 'UpdateReplacePolicy', value: string): Change =>
  (app) => {
    app.resource(path)[name] = value;
  };

const add =
  (role: string, type: string, properties: object, id = 'Added'): Change =>
  (app) =>
    app.add(role, id, { Type: type, Properties: properties });

const section =
  (path: string, name: string): Change =>
  (app) =>
    Object.assign(app.resource(path), { [name]: 'x' });

const BUCKET = 'Website/PrimaryBucket/Bucket';

export const stackMutations: Mutations = {
  broken: {
    'stack-names-are-valid': {
      'it begins with a digit': (app) => {
        app.stack('Monitoring').stackName = '1-example';
      },
      'it has a dot': (app) => {
        app.stack('Monitoring').stackName = 'site-example.com';
      },
      'it is too long': (app) => {
        app.stack('Monitoring').stackName = 'a'.repeat(129);
      },
      'another has it in the same Region': (app) => {
        app.stack('Monitoring').stackName = app.stack('Certificate').stackName;
      },
    },
    'stacks-have-an-environment': {
      'no Region': (app) => {
        app.stack('Monitoring').region = undefined;
      },
      'no account': (app) => {
        app.stack('Secondary').account = undefined;
      },
      'an account of 11 digits': (app) => {
        app.stack('Secondary').account = '12345678901';
      },
    },
    'regions-are-commercial': {
      'a Region that is none': (app) => {
        app.stack('Secondary').region = 'us-west-3';
      },
      'an availability zone': (app) => {
        app.stack('Secondary').region = 'us-west-2a';
      },
      'a Region in China': (app) => {
        app.stack('Secondary').region = 'cn-north-1';
      },
    },
    'stacks-share-an-account': {
      'the secondary is in another': (app) => {
        app.stack('Secondary').account = '210987654321';
      },
      'the certificate is in another': (app) => {
        app.stack('Certificate').account = '210987654321';
      },
      'monitoring is in another': (app) => {
        app.stack('Monitoring').account = '210987654321';
      },
    },
    'templates-keep-the-limits': {
      '501 resources': many('Resources', 501, () => TOPIC),
      '201 outputs': many('Outputs', 201, () => ({ Value: 'a' })),
      '201 parameters': many('Parameters', 201, () => ({ Type: 'String', Default: 'a' })),
      'more than a megabyte': set('Website/Alarms/Topic', 'DisplayName', 'a'.repeat(1024 * 1024)),
    },
    'template-sections-are-known': {
      'a logical id with a hyphen': add('Monitoring', 'AWS::SNS::Topic', {}, 'More-Topic'),
      'an output with an underscore': (app) => {
        const stack = app.stack('Monitoring');
        stack.template = { ...stack.template, Outputs: { primary_url: { Value: 'a' } } };
      },
      'an output without a value': (app) => {
        const stack = app.stack('Monitoring');
        stack.template = { ...stack.template, Outputs: { PrimaryUrl: {} } };
      },
      'a resource without a type': (app) => {
        Object.assign(app.resource('Website/Content/Log'), { Type: undefined });
      },
      'DependsOn is misspelt': section(BUCKET, 'DependOn'),
      'a property beside Properties': section(BUCKET, 'BucketName'),
    },
    'deletion-policies-are-valid': {
      'a bucket cannot be kept as a snapshot': policy(BUCKET, 'DeletionPolicy', 'Snapshot'),
      'it is misspelt': policy(BUCKET, 'DeletionPolicy', 'retain'),
      'a replacement cannot be kept by how it was created': policy(
        BUCKET,
        'UpdateReplacePolicy',
        'RetainExceptOnCreate',
      ),
    },
    'names-are-unique': {
      'two alarms': all(
        set('Monitoring/Alarms/PrimaryUnhealthy', 'AlarmName', 'site'),
        set('Monitoring/Alarms/ServerErrors', 'AlarmName', 'site'),
      ),
      'two topics': all(
        set('Monitoring/Alarms/Topic', 'TopicName', 'alarms'),
        add('Certificate', 'AWS::SNS::Topic', { TopicName: 'alarms' }),
      ),
      'two roles in different Regions': all(
        set('Website/PrimaryBucket/ReplicationRole', 'RoleName', 'replicates'),
        add('Secondary', 'AWS::IAM::Role', { RoleName: 'Replicates', AssumeRolePolicyDocument: {} }),
      ),
      'two dashboards in different Regions': add('Website', 'AWS::CloudWatch::Dashboard', {
        DashboardName: 'site-example-com-Monitoring',
        DashboardBody: '{"widgets":[{"type":"text","properties":{"markdown":"a"}}]}',
      }),
      'two origin access controls': (app) => {
        const original = app.resource('Website/Delivery/Distribution/Origin1/S3OriginAccessControl');
        app.add('Website', 'Copy', structuredClone(original));
      },
      'two log groups': all(
        set('Website/Content/Log', 'LogGroupName', 'content'),
        add('Website', 'AWS::Logs::LogGroup', { LogGroupName: 'content' }),
      ),
    },
  },
  harmless: {
    '250 outputs in all, but not in one stack': all(
      many('Outputs', 199, () => ({ Value: 'a' })),
      (app) => {
        const stack = app.stack('Monitoring');
        stack.template = { ...stack.template, Outputs: { More: { Value: 'a' } } };
      },
    ),
    'a bucket kept but when its creation fails': policy(BUCKET, 'DeletionPolicy', 'RetainExceptOnCreate'),
    'the same topic name in two Regions': all(
      set('Monitoring/Alarms/Topic', 'TopicName', 'alarms'),
      set('Secondary/Alarms/Topic', 'TopicName', 'alarms'),
    ),
    'a stack name of 128 characters': (app) => {
      app.stack('Monitoring').stackName = 'a'.repeat(128);
    },
  },
};
