/** Imports of JSON without their attribute, as of a package that is made for bundlers: Node.js wants it said. */
export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  return specifier.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved;
}
