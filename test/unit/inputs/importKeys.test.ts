import fc from "fast-check";
import { expect, it } from "vitest";
import { flatImport, lineOfImport } from "../../support/lines";
import { importLocation, volumeId } from "../../../provider/inputs/fields";

const piece = fc.constantFrom(
  "/",
  "//",
  ".",
  "..",
  "a",
  " -> ",
  "lab/run8",
  "\u2028",
  "\u2029",
  "é",
  " ",
  "-",
);
const key = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(""));

it("state lines can be parsed for every valid location and volume", () => {
  fc.assert(
    fc.property(
      key.filter((text) => importLocation.safeParse(text).success),
      fc.constantFrom("rfranklin/my-volume", "lab/a", "lab/vol.1", "lab/->"),
      (location, volume) => {
        expect(volumeId.safeParse(volume).success).toBe(true);
        const flags = { overwrite: true, autorename: false };
        const item = { volume, location, folder: "lab/run8", name: "a.cram", ...flags };
        expect(flatImport(lineOfImport(item))).toEqual(item);
      },
    ),
  );
});
