import * as acorn from 'acorn';
import * as walk from 'acorn-walk';
import type { Assembly } from '../assembly/assembly';

/** What the code of a function is made of. */
export interface Program {
  /** What no engine would understand. */
  readonly error?: string;
  readonly tree?: acorn.Program;
  readonly hasHandler: boolean;
}

/** The code of a function, parsed once. */
export function parsed(code: string, assembly: Assembly): Program {
  const programs = assembly.once(newPrograms);
  const program = programs.get(code) ?? parse(code);
  programs.set(code, program);
  return program;
}

function newPrograms(): Map<string, Program> {
  return new Map();
}

function parse(code: string): Program {
  // the runtime is strict without being told
  const strict = `'use strict';${code}`;
  try {
    const sourceType = /^\s*(import|export)\b/m.test(code) ? 'module' : 'script';
    const tree = acorn.parse(strict, { ecmaVersion: 'latest', sourceType });
    return { tree, hasHandler: tree.body.some(declaresHandler) };
  } catch (error) {
    // acorn's errors tell the line, from 1
    const { message, loc } = error as SyntaxError & { loc?: acorn.Position };
    const line = code.split('\n')[(loc?.line ?? 0) - 1]?.trim();
    return { error: line ? `${message}, in “${line}”` : message, hasHandler: false };
  }
}

function declaresHandler(node: acorn.Statement | acorn.ModuleDeclaration): boolean {
  if (node.type === 'VariableDeclaration') {
    return node.declarations.some(({ id }) => id.type === 'Identifier' && id.name === 'handler');
  }
  return node.type === 'FunctionDeclaration' && node.id.name === 'handler';
}

const MODULES = ['cloudfront', 'crypto', 'querystring', 'buffer'];

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html */
const MISSING_GLOBALS = new Set([
  ...['eval', 'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'URL', 'URLSearchParams', 'Intl', 'window', 'document', 'navigator'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'BigInt'],
  ...['module', 'exports', '__dirname', '__filename'],
]);

const MISSING_SYNTAX: Record<string, string> = {
  ClassDeclaration: 'classes',
  ClassExpression: 'classes',
  ForOfStatement: 'for…of',
  SpreadElement: 'spread',
  ObjectPattern: 'destructuring',
  ArrayPattern: 'destructuring',
  AssignmentPattern: 'default values',
  ChainExpression: 'optional chaining',
  YieldExpression: 'generators',
  ImportExpression: 'import()',
  ExportNamedDeclaration: 'export',
  ExportDefaultDeclaration: 'export',
  ExportAllDeclaration: 'export',
};

/** What a program uses and its runtime has not. */
export function languageProblems({ tree }: Program, runtime: string): Set<string> {
  const missing = new Set<string>();
  const referred = new Set<string>();
  const declared = new Set<string>();
  const isFirst = runtime === 'cloudfront-js-1.0';
  const visit = (node: acorn.AnyNode, _: unknown, type: string) => {
    if (type === 'VariablePattern') {
      declared.add((node as acorn.Identifier).name);
    } else if (node.type === 'Identifier') {
      referred.add(node.name);
    }
    for (const what of [MISSING_SYNTAX[node.type], syntaxProblem(node), isFirst ? laterSyntax(node) : undefined]) {
      if (what !== undefined) {
        missing.add(what);
      }
    }
  };
  if (tree) {
    walk.full(tree, visit);
  }
  for (const name of referred) {
    if (MISSING_GLOBALS.has(name) && !declared.has(name)) {
      missing.add(name);
    }
  }
  return missing;
}

function syntaxProblem(node: acorn.AnyNode): string | undefined {
  switch (node.type) {
    case 'AssignmentExpression':
      return ['&&=', '||=', '??='].includes(node.operator) ? node.operator : undefined;
    case 'Literal':
      return node.bigint == null ? undefined : 'BigInt';
    case 'ImportDeclaration':
      return module(node.source.value);
    case 'CallExpression':
    case 'NewExpression':
      return callProblem(node);
    default:
      return undefined;
  }
}

function callProblem({ callee, arguments: [first] }: acorn.CallExpression | acorn.NewExpression): string | undefined {
  if (callee.type !== 'Identifier' || (callee.name !== 'require' && callee.name !== 'Function')) {
    return undefined;
  }
  return callee.name === 'Function' ? 'new Function' : first?.type === 'Literal' ? module(first.value) : undefined;
}

function module(name: unknown): string | undefined {
  return MODULES.includes(String(name)) ? undefined : `module ${String(name)}`;
}

/** What runtime 2.0 brought. */
function laterSyntax(node: acorn.AnyNode): string | undefined {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.kind === 'var' ? undefined : node.kind;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async ? 'async' : undefined;
    case 'ImportDeclaration':
      return 'import';
    default:
      return undefined;
  }
}
