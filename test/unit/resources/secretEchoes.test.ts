import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { BulkFileExport, FileExport } from "../../../provider";

interface Request {
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
}

const requests = new Map<string, Request>();
const received = new Map<string, Record<string, unknown>>();
beforeAll(async () => {
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs as object,
    newResource({ name, inputs }) {
      received.set(name, inputs as Record<string, unknown>);
      return { id: name, state: inputs as object };
    },
  });
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: Request, done: unknown): unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  vi.spyOn(monitor, "registerResource").mockImplementation((request, done) => {
    requests.set(request.getName(), request);
    return register(request, done);
  });
});

async function registered(resource: pulumi.CustomResource, name: string) {
  await new Promise((resolve) => resource.urn.apply(resolve));
  return { names: requests.get(name)!.getAdditionalsecretoutputsList(), inputs: received.get(name)! };
}

/** Marks a secret on the wire (pulumi: sdk/go/common/resource/sig/sig.go). */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const items = [{ source: { file: FILE }, destination: { location: "a.bam" } }];
const later = (seconds: number) => new Promise<string>((resolve) => setTimeout(resolve, seconds, "p/"));

describe("outputs named as secret to the engine", () => {
  it.each<[string, string[], object]>([
    ["none without outputs", [], { items, prefix: "p/" }],
    ["none without secrets", [], { items, prefix: pulumi.output("p/") }],
    ["those that repeat a secret", ["items", "jobs", "failed"], { items, prefix: pulumi.secret("p/") }],
    [
      "those that repeat a secret which resolves late",
      ["items", "jobs", "failed"],
      { items, prefix: pulumi.secret(later(50)) },
    ],
    [
      "those that repeat a secret inside items",
      ["items", "jobs", "failed"],
      { items: [{ source: { file: pulumi.secret(FILE) }, destination: { location: "a.bam" } }] },
    ],
    [
      "those that repeat whole secret items",
      ["items", "jobs", "failed"],
      { items: pulumi.secret(items), prefix: "p/" },
    ],
  ])("%s", async (name, expected, args) => {
    const many = new BulkFileExport(name, { volume: "lab/archive", ...args } as never);
    const { names, inputs } = await registered(many, name);
    expect(names).toEqual(expected);
    expect(JSON.stringify(inputs["items"]).includes(SECRET)).toBe(expected.length > 0);
  });

  it("are added to those that the program names itself, each once", async () => {
    const destination = pulumi.secret({ volume: "lab/archive", location: "a.bam" });
    const given = ["uri", "size"];
    const one = new FileExport(
      "named",
      { source: { file: FILE }, destination },
      { additionalSecretOutputs: given },
    );
    expect((await registered(one, "named")).names).toEqual(["uri", "size", "error", "result"]);
    expect(given).toEqual(["uri", "size"]);
  });
});
