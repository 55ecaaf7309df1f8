import { describe, expect, test } from "vitest";
import { archivedAmong } from "../../../provider/platform/api/archived";
import { fileSchema } from "../../../provider/platform/api/files";

const hosted = { id: "hosted", storage: { type: "PLATFORM", hosted_on_locations: ["aws:us-east-1"] } };
const bare = { id: "bare", storage: { type: "PLATFORM" } };
const empty = { id: "empty", storage: { type: "PLATFORM", hosted_on_locations: [] } };
const folder = { id: "folder", type: "folder" };
const alias = { id: "alias", storage: { type: "VOLUME", volume: "lab/archive", location: "a" } };

function among(...wires: object[]) {
  const files = wires.map((wire) => fileSchema.parse(wire));
  const archived = archivedAmong(files);
  return Object.fromEntries(files.map((file) => [file.id, archived(file)]));
}

describe("files are considered archived", () => {
  test("probably, if they show no hosts beside a file that does; folders and aliases never are", () => {
    expect(among(hosted, bare, empty, folder, alias)).toEqual({
      hosted: "no",
      bare: "probably",
      empty: "probably",
      folder: "no",
      alias: "no",
    });
  });

  test("never, if no file shows hosts; an alias that shows hosts counts", () => {
    expect(among(bare, empty, alias)).toEqual({ bare: "no", empty: "no", alias: "no" });
    const shown = { ...alias, storage: { ...alias.storage, hosted_on_locations: ["aws:us-east-1"] } };
    expect(among(bare, shown)).toEqual({ bare: "probably", alias: "no" });
  });

  test("or not, if the platform states it explicitly", () => {
    expect(
      among(hosted, { ...bare, is_archived: false }, { ...hosted, id: "certain", is_archived: true }),
    ).toEqual({ hosted: "no", bare: "no", certain: "yes" });
  });
});
