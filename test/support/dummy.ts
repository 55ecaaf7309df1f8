// A dynamic resource without dependencies, for the programs of engine tests; `mode` chooses what its create does.
const provider = `exports.handler = () => ({
  async check(olds, news) { return { inputs: news }; },
  async diff(id, olds, news) { return { replaces: olds.name === news.name ? [] : ["name"] }; },
  async create(inputs) {
    if (inputs.mode === "broken") throw new Error("refused by the platform");
    if (inputs.mode === "slow") await new Promise((done) => setTimeout(done, 60000));
    return { id: "id-" + inputs.name, outs: { ...inputs, cwd: process.cwd(), token: process.env.SB_AUTH_TOKEN ?? null, made: inputs.makes ?? null } };
  },
  async update(id, olds, news) { return { outs: { ...olds, ...news } }; },
  async read(id, { cwd, token, made, ...inputs }) { return { id, props: { ...inputs, cwd, token, made }, inputs }; },
  async delete() {},
})`;

/** Declares `class Dummy`; needs `pulumi` in scope. Its output `made` is its input `makes`, unknown until it is created. */
export const dummyClass = `class Dummy extends pulumi.CustomResource {
  constructor(name, props, opts) {
    const outputs = { cwd: undefined, token: undefined, made: undefined };
    super("pulumi-nodejs:dynamic/test:Dummy", name, { ...outputs, ...props, __provider: ${JSON.stringify(provider)} }, opts);
  }
}`;
