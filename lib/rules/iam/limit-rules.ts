import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';

const LIMITS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const NAMES: Readonly<Record<string, readonly [property: string, most: number]>> = {
  'AWS::IAM::Role': ['RoleName', 64],
  'AWS::IAM::Policy': ['PolicyName', 128],
  'AWS::IAM::RolePolicy': ['PolicyName', 128],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 128],
  'AWS::IAM::User': ['UserName', 64],
  'AWS::IAM::Group': ['GroupName', 128],
};
const BYTES = new TextEncoder();

/** What IAM and S3 take as a name, and how long a policy may be. */
export const limitRules: readonly Rule[] = [
  {
    id: 'iam-names-are-valid',
    severity: 'error',
    sentence:
      'Names of roles have 64 characters at most, those of policies 128, all of them letters, digits or +=,.@_-.',
    page: LIMITS,
    types: Object.keys(NAMES),
    *check(resource) {
      const [property, most] = NAMES[resource.type] ?? ['', 0];
      const inline = resource.type === 'AWS::IAM::Role' ? resource.at('Policies').list : [];
      yield* wrongName(resource.at(property), most, /^AWS::IAM::(Role)?Policy$/.test(resource.type));
      for (const policy of inline) {
        yield* wrongName(policy.at('PolicyName'), 128, true);
      }
      const names = inline.map((policy) => policy.at('PolicyName').text);
      if (new Set(names).size < names.length) {
        yield { at: resource.at('Policies'), wrong: 'two of the policies have one name', write: 'give each its own' };
      }
    },
  },
  {
    id: 'role-settings-are-valid',
    severity: 'error',
    sentence:
      'A role has a path between slashes, a description of 1,000 characters at most and sessions of 1 to 12 hours.',
    page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    types: ['AWS::IAM::Role'],
    *check(role) {
      const [path, description, seconds] = ['Path', 'Description', 'MaxSessionDuration'].map((name) => role.at(name));
      if (path?.exists && !/^\/([!-~]{1,510}\/)?$/.test(path.text ?? '')) {
        yield { at: path, wrong: `the path is ${String(path)}`, write: 'begin and end it with /' };
      }
      if ((description?.text ?? '').length > 1000) {
        yield { at: description, wrong: 'the description has more than 1,000 characters', write: 'shorten it' };
      }
      if (seconds?.number !== undefined && !(seconds.number >= 3600 && seconds.number <= 43_200)) {
        yield { at: seconds, wrong: `a session lasts ${seconds.number} s`, write: 'write 3600 to 43200' };
      }
      if (!role.at('AssumeRolePolicyDocument').exists) {
        yield {
          at: role.at('AssumeRolePolicyDocument'),
          wrong: 'nobody may assume the role',
          write: 'add whoever does',
        };
      }
    },
  },
  {
    id: 'policies-keep-their-size',
    severity: 'error',
    sentence:
      'A trust policy has 2,048 characters at most, a managed policy 6,144, the inline ones of a role 10,240 in all, a ' +
      'bucket policy 20 KB.',
    page: LIMITS,
    types: [
      'AWS::IAM::Role',
      'AWS::IAM::Policy',
      'AWS::IAM::RolePolicy',
      'AWS::IAM::ManagedPolicy',
      'AWS::S3::BucketPolicy',
    ],
    *check(resource) {
      for (const [at, most] of limitsOf(resource)) {
        const size = at.reduce((sum, document) => sum + compactSize(document), 0);
        if (size > most) {
          yield { at: at[0], wrong: `the policy has ${size} characters, ${most} is the most`, write: 'shorten it' };
        }
      }
    },
  },
];

function* wrongName(at: Value, most: number, isRequired: boolean): Generator<Problem> {
  const { text } = at;
  if (text === undefined ? isRequired : !/^[\w+=,.@-]+$/.test(text) || text.length > most) {
    yield {
      at,
      wrong: `the name is ${text === undefined ? 'missing' : `${text} (${text.length} characters)`}`,
      write: `write at most ${most} letters, digits or +=,.@_-`,
    };
  }
}

function limitsOf(resource: Resource): [Value[], number][] {
  const document = resource.at('PolicyDocument');
  switch (resource.type) {
    case 'AWS::IAM::Role':
      return [
        [[resource.at('AssumeRolePolicyDocument')], 2048],
        [resource.at('Policies').list.map((policy) => policy.at('PolicyDocument')), 10_240],
      ];
    case 'AWS::IAM::ManagedPolicy':
      return [[[document], 6144]];
    case 'AWS::S3::BucketPolicy':
      return [[[document], 20_480]];
    default:
      return [[[document], 10_240]];
  }
}

/** Bytes of what stands there as JSON without white space, references resolved. */
function compactSize(value: Value): number {
  const shown = String(value);
  if (shown.startsWith('[')) {
    return value.list.reduce((sum, element) => sum + compactSize(element) + 1, 1);
  }
  if (shown.startsWith('{')) {
    return value.entries.reduce((sum, [name, below]) => sum + name.length + 4 + compactSize(below), 1);
  }
  return value.exists ? BYTES.encode(JSON.stringify(shown)).length : 0;
}
