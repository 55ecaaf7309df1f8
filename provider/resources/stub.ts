/**
 * The text that the provider process runs to find a resource type's code, stored as `__provider` with every resource.
 * It is constant, so that an upgrade of this package shows no changes and old state runs new code, and short, since the
 * engine writes it twice a resource at every step (single quotes, which JSON doesn't escape). Why not Pulumi's own
 * serialiser: docs/decisions/0002-constant-stub.md.
 * The package is looked for from the program's folder, by `createRequire` since that also finds it where the program
 * is part of this package itself. Where it isn't installed, Node's own error names package and folder.
 */
export const stub = (type: string): string =>
  `exports.handler=()=>require('module').createRequire(process.cwd()+'/_')` +
  `('pulumi-cavatica/provider-runtime/v1').load('${type}')`;
