import fc from "fast-check";
import type { FaultOptions, RateLimit, Switches } from "../../../simulator";
import type { Adapter } from "../process/host";
import { type Change, type Decl, SLOTS } from "./declarations";
import { fault, switches } from "./faults";

/** What happens beside a deployment, some seconds after it has begun. */
/** One member of a union for each name, so that each can be taken out of it by its name. */
type Each<Names extends string, Details = object> = Names extends string ? { is: Names } & Details : never;

export type Act =
  | Each<"killProvider" | "killCli" | "killProgram" | "interrupt" | "interruptTwice" | "rotateToken">
  | Each<"expireToken" | "deactivate" | "denyBucket" | "stick", { seconds: number }>
  | Each<"clock", { minutes: number }>
  | Each<"spend", { count: number }>
  | Each<"failFile", { nth: number; afterWrite: boolean }>
  | Each<"strangerExport" | "strangerImport" | "strangerObject" | "newFile", { nth: number }>
  | Each<"dropAlias" | "dropCopy", { nth: number }>
  | Each<"fault", { fault: FaultOptions }>;

export interface Event {
  at: number;
  act: Act;
}

export interface Round {
  /** Seconds since the last one. */
  pause: number;
  changes: Change[];
  preview: boolean;
  refresh: boolean;
  faults: FaultOptions[];
  events: Event[];
}

/** A random life of a stack: everything that is left to chance, but for the answers' timing, which the seed decides. */
export interface Scenario {
  adapter: Adapter;
  switches: Partial<Switches>;
  rateLimit: RateLimit;
  latencyMs: readonly [number, number];
  jobSeconds: number;
  pendingSeconds: number;
  /** A second stack declares the same moves at the same time. */
  twin: boolean;
  rounds: Round[];
  chance: number;
}

const flag = fc.boolean();
const rarely = fc.nat({ max: 4 }).map((n) => n === 4);
const two = fc.nat({ max: 1 });
const mask = fc.integer({ min: 1, max: 31 });
const minutes = fc.constantFrom(0, 0, 0, 2, 20);
const volume = fc.constantFrom("archive", "second", "managed");

const DECLS = {
  export: fc.record({
    is: fc.constant("export"),
    copy: flag,
    variant: two,
    volume,
    verify: flag,
    overwrite: rarely,
    glacier: rarely,
    renamed: rarely,
    minutes,
  }),
  bulk: fc.record({
    is: fc.constant("bulk"),
    copy: flag,
    variant: two,
    volume,
    verify: flag,
    overwrite: rarely,
    renamed: rarely,
    minutes,
    mask,
    report: rarely,
  }),
  selection: fc.record({
    is: fc.constant("selection"),
    copy: flag,
    pick: fc.nat({ max: 2 }),
    verify: flag,
    renamed: rarely,
  }),
  import: fc.record({
    is: fc.constant("import"),
    folder: flag,
    variant: two,
    into: fc.constantFrom("project", "parent"),
    alias: fc.nat({ max: 2 }),
    overwrite: rarely,
    autorename: rarely,
    scattered: rarely,
    renamed: rarely,
  }),
  bulkImport: fc.record({
    is: fc.constant("bulkImport"),
    mask,
    folders: rarely,
    autorename: rarely,
    renamed: rarely,
  }),
  volume: fc.record({
    is: fc.constant("volume"),
    description: fc.nat({ max: 2 }),
    prefix: two,
    readOnly: flag,
    secret: two,
    members: fc.nat({ max: 3 }),
  }),
};

const kinds = Object.keys(SLOTS) as Decl["is"][];

export const change: fc.Arbitrary<Change> = fc
  .constantFrom(...kinds, "export", "bulk", "import")
  .chain((kind) =>
    fc.record({
      slot: fc.constantFrom(...SLOTS[kind]),
      decl: fc.option(DECLS[kind] as fc.Arbitrary<Decl>, { freq: 4, nil: undefined }),
    }),
  );

const seconds = fc.constantFrom(1, 10, 60, 600);
const nth = fc.nat({ max: 7 });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    is: fc.constantFrom(
      "killProvider" as const,
      "killCli" as const,
      "killProgram" as const,
      "interrupt" as const,
      "interruptTwice" as const,
      "rotateToken" as const,
    ),
  }),
  fc.record({
    is: fc.constantFrom(
      "expireToken" as const,
      "deactivate" as const,
      "denyBucket" as const,
      "stick" as const,
    ),
    seconds,
  }),
  fc.record({ is: fc.constant("clock" as const), minutes: fc.constantFrom(-1440, -60, -2, 2, 60, 1440) }),
  fc.record({ is: fc.constant("spend" as const), count: fc.integer({ min: 1, max: 1000 }) }),
  fc.record({ is: fc.constant("failFile" as const), nth, afterWrite: flag }),
  fc.record({
    is: fc.constantFrom(
      "strangerExport" as const,
      "strangerImport" as const,
      "strangerObject" as const,
      "newFile" as const,
      "dropAlias" as const,
      "dropCopy" as const,
    ),
    nth,
  }),
  fc.record({ is: fc.constant("fault" as const), fault }),
);

const event: fc.Arbitrary<Event> = fc.record({
  at: fc.constantFrom(0.05, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 30, 90, 300),
  act,
});

const round: fc.Arbitrary<Round> = fc.record({
  pause: fc.constantFrom(0, 0, 3, 30, 1000),
  changes: fc.array(change, { maxLength: 8, size: "max" }),
  preview: rarely,
  refresh: rarely,
  faults: fc.array(fault, { maxLength: 3 }),
  events: fc.array(event, { maxLength: 4 }),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  adapter: fc.constantFrom<Adapter>("dynamic", "native"),
  switches,
  rateLimit: fc.record({
    limit: fc.constantFrom(1000, 1000, 150),
    windowSeconds: fc.constant(300),
    kind: fc.constantFrom("fixed", "sliding"),
  }),
  latencyMs: fc.constantFrom([20, 60], [50, 400], [300, 3_000]),
  jobSeconds: fc.constantFrom(2, 20, 200),
  pendingSeconds: fc.constantFrom(0, 0, 15),
  twin: rarely,
  rounds: fc.array(round, { minLength: 1, maxLength: 4, size: "max" }),
  chance: fc.nat({ max: 1_000_000 }),
});
