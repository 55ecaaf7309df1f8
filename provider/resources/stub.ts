/**
 * The text that the provider process runs to find a resource type's code, stored as `__provider` with every resource.
 * It is constant, so that an upgrade of this package shows no changes and old state runs new code, and short, since the
 * engine writes it twice a resource at every step. Why not Pulumi's own serialiser: docs/decisions/0002-constant-stub.md.
 * The bare name is found from the program's folder; `createRequire` finds it where the program is this package itself.
 */
export const stub = (type: string): string =>
  `exports.handler=()=>{const n="pulumi-cavatica",p=n+"/provider-runtime/v1";let r;` +
  `try{try{r=require(p)}catch{r=require("module").createRequire(process.cwd()+"/_")(p)}}` +
  `catch(e){throw Error(e.code!="MODULE_NOT_FOUND"?e.message:"npm install "+n+" in "+process.cwd()+": "+e.message)}` +
  `return r.load("${type}")}`;
