/** A value that only a deployment knows: of a parameter, an import, a condition. Reading it is what throws. */
export class UnknownValue extends Error {}

/** @throws UnknownValue */
export function unknown(what: string): never {
  throw new UnknownValue(what);
}

/** A value of another type than its documentation gives. */
export class MisshapenValue extends Error {}

const UNRESOLVED = Symbol('unresolved');

/**
 * A place in a resource's properties, and what stands there once every reference that can be is resolved.
 *
 * A place that is not there is a `Value` too, one that does not `exist`: rules ask without checking each step.
 */
export class Value {
  /** Hundreds of rules ask for the same. */
  private known: unknown = UNRESOLVED;
  private children?: Map<string, Value>;
  private elements?: Value[];

  /**
   * @param raw as in the template
   * @param resolve the intrinsic functions in it; throws UnknownValue
   * @param place in the resource, `Properties.VersioningConfiguration.Status`
   */
  constructor(
    private readonly raw: unknown,
    private readonly resolve: (raw: unknown) => unknown,
    readonly place: string,
  ) {}

  /** Whether anything stands there, which `AWS::NoValue` is not. */
  get exists(): boolean {
    return this.resolved !== undefined;
  }

  /**
   * What stands below, by names joined with dots.
   *
   * @throws UnknownValue when what is above it is not known
   */
  at(names: string): Value {
    return names.includes('.')
      ? names.split('.').reduce<Value>((value, name) => value.child(name), this)
      : this.child(names);
  }

  /** One name down; for names that have dots themselves. */
  child(name: string): Value {
    const known = this.children?.get(name);
    if (known) {
      return known;
    }
    const above = this.resolved;
    const raw = isRecord(above) && Object.hasOwn(above, name) ? above[name] : undefined;
    const child = new Value(raw, this.resolve, `${this.place}.${name}`);
    (this.children ??= new Map()).set(name, child);
    return child;
  }

  /** The elements of a list; a single value is a list of one, as policies have it, and nothing is an empty one. */
  get list(): Value[] {
    const value = this.resolved;
    if (Array.isArray(value)) {
      this.elements ??= value
        .map((raw, index) => new Value(raw, this.resolve, `${this.place}.${index}`))
        .filter((element) => element.exists);
      return this.elements;
    }
    return value === undefined ? [] : [this];
  }

  /** What stands below each name. */
  get entries(): [string, Value][] {
    const value = this.resolved;
    if (value !== undefined && !isRecord(value)) {
      throw new MisshapenValue(`${this.place} must be an object, got: ${JSON.stringify(value)}`);
    }
    return Object.keys(value ?? {})
      .map((name): [string, Value] => [name, this.child(name)])
      .filter(([, child]) => child.exists);
  }

  get text(): string | undefined {
    const value = this.resolved;
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    if (typeof value === 'number' || typeof value === 'boolean') {
      return String(value);
    }
    throw new MisshapenValue(`${this.place} must be text, got: ${JSON.stringify(value)}`);
  }

  /** CloudFormation takes "30" for 30. */
  get number(): number | undefined {
    const text = this.text;
    if (text === undefined) {
      return undefined;
    }
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) {
      throw new MisshapenValue(`${this.place} must be a number, got: ${JSON.stringify(text)}`);
    }
    return number;
  }

  /** CloudFormation takes "true" for true. */
  get flag(): boolean | undefined {
    const text = this.text;
    if (text === undefined || text === 'true' || text === 'false') {
      return text === undefined ? undefined : text === 'true';
    }
    throw new MisshapenValue(`${this.place} must be true or false, got: ${JSON.stringify(text)}`);
  }

  /** The texts of the elements of a list. */
  get texts(): string[] {
    return this.list.map((element) => element.text ?? '');
  }

  /** How the value is shown to a person. */
  toString(): string {
    const value = this.resolved;
    return typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
  }

  private get resolved(): unknown {
    if (this.known !== UNRESOLVED) {
      return this.known;
    }
    try {
      return (this.known = this.resolve(this.raw));
    } catch (error) {
      throw error instanceof UnknownValue ? new UnknownValue(`${this.place} is ${error.message}`) : error;
    }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
