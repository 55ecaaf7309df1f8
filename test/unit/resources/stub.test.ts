import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import * as index from "../../../provider";
import { stub } from "../../../provider/resources/stub";
import { load } from "../../../provider/runtime/v1";

/**
 * State written by any version contains these strings, and changing one would show as a change of every resource. They
 * are repeated here so that no change goes unnoticed; a change needs a good reason, and a new type a new line.
 */
const GOLDEN: Readonly<Record<string, string>> = {
  FileExport:
    "exports.handler=()=>require('module').createRequire(process.cwd()+'/_')('pulumi-cavatica/provider-runtime/v1').load('FileExport')",
  BulkFileExport:
    "exports.handler=()=>require('module').createRequire(process.cwd()+'/_')('pulumi-cavatica/provider-runtime/v1').load('BulkFileExport')",
  Volume:
    "exports.handler=()=>require('module').createRequire(process.cwd()+'/_')('pulumi-cavatica/provider-runtime/v1').load('Volume')",
  FileImport:
    "exports.handler=()=>require('module').createRequire(process.cwd()+'/_')('pulumi-cavatica/provider-runtime/v1').load('FileImport')",
  BulkFileImport:
    "exports.handler=()=>require('module').createRequire(process.cwd()+'/_')('pulumi-cavatica/provider-runtime/v1').load('BulkFileImport')",
};

type ResourceClass = new (name: string, args: object) => pulumi.CustomResource;
const isResource = (value: unknown): value is ResourceClass =>
  typeof value === "function" &&
  value.prototype instanceof pulumi.CustomResource &&
  !(value.prototype instanceof pulumi.ProviderResource);
const classes = Object.entries<unknown>(index).filter((entry): entry is [string, ResourceClass] =>
  isResource(entry[1]),
);

describe("the string that leads from a resource to its code", () => {
  const registered = new Map<string, { type: string; text: unknown }>();
  beforeAll(() =>
    pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs as object,
      newResource({ type, name, inputs }) {
        registered.set(name, { type, text: (inputs as { __provider?: unknown }).__provider });
        return { id: name, state: inputs as object };
      },
    }),
  );

  it("is tested for every resource class of the package", () => {
    expect(Object.keys(GOLDEN)).toEqual(expect.arrayContaining(classes.map(([name]) => name)));
  });

  it.each(classes)("is what %s registers, byte by byte", async (name, Class) => {
    const resource = new Class(name, {});
    await new Promise((resolve) => resource.urn.apply(resolve));
    expect(registered.get(name)).toEqual({
      type: `pulumi-nodejs:dynamic/cavatica:${name}`,
      text: GOLDEN[name],
    });
    expect(stub(name)).toBe(GOLDEN[name]);
  });

  it.each(Object.entries(GOLDEN))(
    "of %s is short, on one line, and needs no escape in JSON",
    (name, text) => {
      expect(Buffer.byteLength(text)).toBeLessThan(400);
      expect(JSON.stringify(text)).toBe(`"${text}"`);
      expect(text).toContain(`.load('${name}')`);
    },
  );

  it.each(classes.map(([name]) => name))(
    "leads to code: the runtime has a %s with every method that the engine may call",
    (name) => {
      const methods = ["configure", "check", "diff", "create", "read", "update", "delete"];
      expect(Object.keys(load(name)).sort()).toEqual(methods.sort());
    },
  );

  it("says what to do if the state is newer than the package", () => {
    expect(() => load("Tomorrow")).toThrow(
      /no resource type "Tomorrow".*newer version; install that version/,
    );
    expect(() => load("constructor")).toThrow(/no resource type "constructor"/);
  });
});
