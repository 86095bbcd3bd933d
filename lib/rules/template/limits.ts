import type { Stack } from '../assembly/stack';
import type { Problem, Rule } from '../rule';
import { placed } from './walk';

const MOST = { Resources: 500, Outputs: 200, Parameters: 200, Mappings: 200 } as const;
const MEGABYTE = 1024 * 1024;

const SECTIONS = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'CreationPolicy',
]);
const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'];
const UPDATE_POLICIES = ['Delete', 'Retain'];

/** What CloudFormation takes as a template. */
export const limitRules: readonly Rule[] = [
  {
    id: 'templates-keep-the-limits',
    severity: 'error',
    sentence: 'A template has 500 resources, 200 outputs and 200 parameters at most, and one megabyte.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
    *checkStack({ source: { template }, path }) {
      for (const [section, most] of Object.entries(MOST)) {
        const count = Object.keys(template[section as keyof typeof MOST] ?? {}).length;
        if (count > most) {
          yield {
            at: placed(section),
            wrong: `${path} has ${count} ${section}, ${most} is the most`,
            write: 'split the stack',
          };
        }
      }
      // as the CDK writes it, and uploads it
      const size = Buffer.byteLength(JSON.stringify(template, undefined, 1));
      if (size > MEGABYTE) {
        yield { wrong: `the template of ${path} has ${size} bytes, ${MEGABYTE} is the most`, write: 'split the stack' };
      }
    },
  },
  {
    id: 'template-sections-are-known',
    severity: 'error',
    sentence:
      'Logical ids are alphanumeric, resources have only the sections that CloudFormation knows, and outputs a value.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    *checkStack(stack) {
      const { Resources = {}, Outputs = {}, Parameters = {} } = stack.source.template;
      for (const id of Object.keys({ ...Resources, ...Outputs, ...Parameters })) {
        if (!/^[A-Za-z0-9]{1,255}$/.test(id)) {
          yield {
            resource: stack.resources.get(id),
            wrong: `the logical id ${id} is not alphanumeric`,
            write: 'use letters and digits only, 255 at most',
          };
        }
      }
      for (const [name, output] of Object.entries(Outputs)) {
        if (output.Value === undefined || output.Value === null) {
          yield { at: placed(`Outputs.${name}`), wrong: `the output ${name} has no Value`, write: 'give it a Value' };
        }
      }
      yield* unknownSections(stack);
    },
  },
  {
    id: 'deletion-policies-are-valid',
    severity: 'error',
    sentence: 'DeletionPolicy is Delete, Retain or RetainExceptOnCreate, UpdateReplacePolicy is Delete or Retain.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    *checkStack(stack) {
      for (const resource of stack.resources.values()) {
        // snapshots are for databases and volumes, of which a static site has none
        for (const [name, allowed] of [
          ['DeletionPolicy', DELETION_POLICIES],
          ['UpdateReplacePolicy', UPDATE_POLICIES],
        ] as const) {
          const value = resource.source[name];
          if (value !== undefined && !allowed.includes(value)) {
            yield {
              resource,
              at: placed(name),
              wrong: `${name} of an ${resource.type} cannot be ${JSON.stringify(value)}`,
              write: `set it to ${allowed.join(' or ')}`,
            };
          }
        }
      }
    },
  },
];

function* unknownSections(stack: Stack): Generator<Problem> {
  for (const resource of stack.resources.values()) {
    const unknown = Object.keys(resource.source).filter((section) => !SECTIONS.has(section));
    if (typeof resource.type !== 'string' || unknown.length > 0) {
      yield {
        resource,
        wrong:
          typeof resource.type === 'string'
            ? `a resource has no ${unknown.join(', ')}`
            : `${resource.logicalId} has no Type`,
        write: `write nothing beside ${[...SECTIONS].join(', ')}`,
      };
    }
  }
}
