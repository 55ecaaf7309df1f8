/**
 * The code that the provider process runs to find a resource type, stored as `__provider` with every resource.
 * It is constant, so that upgrading this package shows no changes and old state runs new code, and short, since the engine
 * writes it twice per resource at every step (with single quotes, which JSON doesn't escape). Why Pulumi's own serialiser
 * isn't used: docs/decisions/0002-constant-stub.md.
 * The package is resolved from the program's folder, with `createRequire`, which also finds it if the program is part of
 * this package itself. If it isn't installed, Node's own error names package and folder.
 */
export const stub = (type: string): string =>
  `exports.handler=()=>require('module').createRequire(process.cwd()+'/_')` +
  `('pulumi-cavatica/provider-runtime/v1').load('${type}')`;
