import { Assembly } from '../rules/assembly/assembly';
import type { AssemblySource } from '../rules/assembly/assembly-source';
import { isForEveryone } from '../rules/iam/statements';
import { bucketPolicies, bucketStatements } from '../rules/site';
import type { Bucket } from './s3/bucket';

/** The app, but for the statements by which somebody unknown reads a bucket from some addresses. */
export function withoutCheckers(source: AssemblySource, { name }: Bucket): AssemblySource {
  const assembly = new Assembly(source);
  const bucket = assembly.find('AWS::S3::Bucket', name);
  const [policy] = bucketPolicies(name, assembly);
  const opening = (bucket ? bucketStatements(bucket, assembly) : []).filter(
    (one) => one.effect === 'Allow' && isForEveryone(one) && one.conditions.some(({ key }) => key === 'aws:sourceip'),
  );
  const places = new Set(opening.map(({ at }) => at.place));
  const isLeft = (_: unknown, index: number) => !places.has(`Properties.PolicyDocument.Statement.${index}`);
  return {
    ...source,
    stacks: source.stacks.map((stack) => {
      const template = structuredClone(stack.template);
      const changed = stack.path === policy?.stack.path ? template.Resources?.[policy.logicalId] : undefined;
      const document = (changed?.Properties as { PolicyDocument?: { Statement?: unknown[] } } | undefined)
        ?.PolicyDocument;
      if (document?.Statement) {
        document.Statement = document.Statement.filter(isLeft);
      }
      return { ...stack, template };
    }),
  };
}
