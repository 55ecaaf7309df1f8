import { describe, expect, it } from "vitest";
import { toWire } from "../../../provider/runtime/engine/wire";

describe("values sent to the engine", () => {
  it.each([
    [
      { a: undefined, b: null, c: "", d: 0, e: false },
      { b: null, c: "", d: 0, e: false },
    ],
    [{ list: [1, undefined, null, "x"] }, { list: [1, null, null, "x"] }],
    [{ deep: { list: [{ a: undefined }] } }, { deep: { list: [{}] } }],
    [{ at: new Date("2026-01-12T09:30:00Z") }, { at: "2026-01-12T09:30:00.000Z" }],
    [{ big: 2n ** 70n }, { big: "1180591620717411303424" }],
    [{ call: () => 1, sign: Symbol("x") }, {}],
    [Object.assign(Object.create({ inherited: 1 }) as object, { own: 1 }), { own: 1 }],
  ])("%o can be serialised", (given, wire) => expect(toWire(given)).toEqual(wire));

  it.each([NaN, Infinity, -Infinity])("%s is rejected, naming its property", (value) => {
    expect(() => toWire({ items: [{ size: value }] })).toThrow(`$.items[0].size: ${value} can't be stored`);
  });
});
