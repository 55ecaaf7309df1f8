import { describe, expect, it } from "vitest";
import { toHtml } from "../../../provider/report/html/page";
import { toMarkdown } from "../../../provider/report/markdown";
import { reportOf } from "../../../provider/report/report";
import { parseState } from "../../../provider/report/state";
import { toTsv } from "../../../provider/report/tsv";
import { bulk, resource, secret, single, stateOf } from "../../support/sampleState";

const all = (state: string) => {
  const report = reportOf(parseState(state, "state"));
  return { rows: report.rows, text: [toTsv, toMarkdown, toHtml].map((make) => make(report)).join() };
};

describe("secrets in a state", () => {
  it("never appear in a report, encrypted or in plain text, nor do values derived from them", () => {
    for (const hidden of [secret(), secret("hush/hush.bam")]) {
      const destination = { volume: "lab/archive", location: hidden };
      const { rows, text } = all(stateOf([single("a", { destination, uri: "s3://b/hush/hush.bam" })]));
      expect(rows).toMatchObject([{ place: "[secret]", uri: "[secret]" }]);
      expect(text).not.toMatch(/hush|djE6|4dabf18193072939515e22adb298388d/);
    }
  });

  it("hide whole outputs that are secret", () => {
    const { rows, text } = all(
      stateOf([single("a", { destination: secret("hush"), error: secret("hush") })]),
    );
    expect(rows).toMatchObject([{ place: "[secret]", uri: "[secret]", state: "COMPLETED" }]);
    expect(text).not.toContain("hush");
  });

  it("hide the locations of a bulk resource with secret items, which its lines repeat", () => {
    const { rows, text } = all(stateOf([{ ...bulk("c", 3), inputs: { items: [secret()] } }]));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ file: "[secret]", place: "[secret]", uri: "[secret]" });
    expect(text).not.toContain("sample-00000");
  });

  it("are redacted from other strings in a state that shows them", () => {
    const provider = {
      urn: "urn:pulumi:s::p::pulumi:providers:pulumi-nodejs::x",
      type: "pulumi:providers:pulumi-nodejs",
    };
    const token = { ...provider, inputs: { "cavatica:authToken": secret("topsecret") } };
    const error = { status: 401, message: "token topsecret is wrong" };
    const { rows, text } = all(stateOf([token, single("a", { state: "FAILED", error })]));
    expect(rows).toMatchObject([{ error: "401 token [secret] is wrong." }]);
    expect(text).not.toContain("topsecret");
  });

  it("aren't taken from other packages' resources", () => {
    const other = {
      ...resource("FileExport", "x", { state: "COMPLETED" }),
      type: "pulumi-nodejs:dynamic/other:FileExport",
    };
    expect(all(stateOf([other])).rows).toEqual([]);
  });

  it("are found in plain text at any depth", () => {
    const text = `${"[".repeat(100_000)}"topsecret"${"]".repeat(100_000)}`;
    const deep = { ...secret(), plaintext: text };
    const state = stateOf([single("a", { destination: deep, error: { message: "topsecret is wrong" } })]);
    expect(all(state).rows).toMatchObject([{ place: "[secret]", error: "[secret] is wrong." }]);
  });
});
