import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { AssemblySource, StackSource, Template } from '../../../lib/rules/assembly/assembly-source';
import type { Stack } from '../../../lib/rules/assembly/stack';
import { isRecord } from '../../../lib/rules/assembly/value';

/** An app whose stacks are deployed one after the other, each knowing of the others what was so at that moment. */
export class RunningApp {
  private stacks: readonly StackSource[] = [];
  private readonly assets = new Map<string, string>();

  get source(): AssemblySource {
    return { stacks: this.stacks, acknowledgements: [], assets: this.assets };
  }

  /** @param role of the one stack that is deployed: `Website` */
  deploy({ stacks, assets }: AssemblySource, role: string): void {
    const stack = stacks.find(({ path }) => path.endsWith(`/${role}`));
    if (!stack) {
      throw new Error(`no stack ${role}`);
    }
    const others = this.stacks.filter(({ path }) => path !== stack.path);
    const assembly = new Assembly({ ...this.source, stacks: [...others, stack] });
    const itself = assembly.stackNamed(stack.stackName, stack.region);
    this.stacks = [...others, { ...stack, template: itself ? settled(stack.template, itself) : stack.template }];
    assets.forEach((file, key) => this.assets.set(key, file));
  }
}

/** With what outputs of other stacks give now in their place: CloudFormation asks once, at the deployment. */
function settled(template: Template, stack: Stack): Template {
  const replaced = (node: unknown): unknown => {
    if (Array.isArray(node)) {
      return node.map(replaced);
    }
    if (!isRecord(node)) {
      return node;
    }
    return 'Fn::GetStackOutput' in node
      ? stack.resolve(node)
      : Object.fromEntries(Object.entries(node).map(([name, value]) => [name, replaced(value)]));
  };
  return replaced(template) as Template;
}
