import { describe, expect, test } from "vitest";
import { complaintsAbout, file, read } from "./support";

const volume = (id: string, secret: string) =>
  [
    "volumes:",
    "  archive:",
    "    name: archive",
    "    accessMode: RW",
    "    service:",
    "      type: s3",
    "      bucket: lab-archive",
    `      credentials: { accessKeyId: ${id}, secretAccessKey: ${secret} }`,
    "",
  ].join("\n");

describe("warnings", () => {
  test("name a plain-text secret by path and line, never its value", () => {
    const { warnings } = read(volume("AKIA1", "hunter2hunter2"));
    expect(warnings).toEqual([
      "exports.yaml:8:59: volumes.archive.service.credentials.secretAccessKey is written here in plain text. " +
        "Put it into the stack's configuration (pulumi config set --secret secretAccessKey) " +
        'and write "${config.secretAccessKey}"',
    ]);
  });

  test("include a secret that the configuration holds in plain text", () => {
    const text = volume("AKIA1", '"${config.key}"');
    expect(read(text, { config: { key: "hunter2hunter2" } }).warnings).toEqual([
      "exports.yaml:8:59: volumes.archive.service.credentials.secretAccessKey comes from configuration that isn't secret: pulumi config set --secret key",
    ]);
    expect(read(text, { config: { key: { secret: "hunter2hunter2" } } }).warnings).toEqual([]);
  });
});

test("secret values are passed on as secret", () => {
  const config = { key: { secret: "hunter2hunter2" }, id: "AKIA1" };
  const { secrets, model } = read(volume('"${config.id}"', '"${config.key}"'), { config });
  expect([...secrets]).toEqual(["hunter2hunter2"]);
  expect(model.volumes["archive"]?.service.credentials).toEqual({
    accessKeyId: "AKIA1",
    secretAccessKey: "hunter2hunter2",
  });
});

describe("no message shows a secret", () => {
  const secret = "hunter2hunter2";

  test.each([
    ["beside another mistake on its line", volume("AKIA1", `${secret}, more: 1`)],
    ["in a wrong type", volume("1", `[${secret}]`)],
    [
      "under a misspelt name",
      volume("AKIA1", "x").replace("secretAccessKey: x", `secretAccesKey: ${secret}`),
    ],
    [
      "in credentials that are a string",
      volume("AKIA1", "x").replace(/credentials: .*/, `credentials: ${secret}`),
    ],
    ["in invalid YAML", volume("AKIA1", `${secret}, ]`)],
    [
      "in a block",
      volume("AKIA1", "x").replace(
        /credentials: .*/,
        `credentials:\n        accessKeyId: a\n        privateKey: |\n          -----BEGIN PRIVATE KEY-----\n          ${secret}\n          -----END PRIVATE KEY-----`,
      ),
    ],
    [
      "in a key that was pasted without a block",
      volume("AKIA1", "x").replace(
        /credentials: .*/,
        `credentials:\n        privateKey: -----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
      ),
    ],
  ])("%s", (_name, text) => {
    expect(complaintsAbout(text)).not.toContain(secret);
  });

  const long = { key: { secret: `${secret}${"x".repeat(200)}` } };
  test.each([
    [
      "as a file",
      `exports: { a: { source: { file: "\${config.key}" }, destination: { volume: lab/archive, location: b } } }`,
    ],
    [
      "as part of a location",
      `exports: { a: { source: { file: ${file(1)} }, destination: { volume: lab/archive, location: "/\${config.key}" } } }`,
    ],
    [
      "inside an invalid value",
      `exports: { a: { source: [{ file: "\${config.key}" }], destination: { volume: lab/archive, location: b } } }`,
    ],
    [
      "in two items at one location",
      `bulkExports: { a: { volume: lab/archive, items: [&i { source: { file: ${file(1)} }, destination: { location: "\${config.key}" } }, *i] } }`,
    ],
  ])("from the configuration: %s", (_name, text) => {
    expect(complaintsAbout(text, { config: long })).not.toContain(secret);
  });
});
