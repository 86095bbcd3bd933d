import { Assembly } from '../../lib/rules/assembly/assembly';
import type { AssemblySource, StackSource, Template } from '../../lib/rules/assembly/assembly-source';

/** A stack of a made-up app, `app/<role>`. */
export function smallStack(role: string, template: Template, settings: Partial<StackSource> = {}): StackSource {
  return {
    path: `app/${role}`,
    stackName: `app-${role}`,
    account: '123456789012',
    region: 'us-east-2',
    templateFile: `${role}.template.json`,
    template,
    constructPaths: new Map(Object.keys(template.Resources ?? {}).map((id) => [id, `app/${role}/${id}`])),
    createdAt: new Map(),
    dependencies: [],
    ...settings,
  };
}

export function smallApp(stacks: readonly StackSource[], more: Partial<AssemblySource> = {}): Assembly {
  return new Assembly({ stacks, acknowledgements: [], assets: new Map(), ...more });
}
