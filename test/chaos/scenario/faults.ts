import fc from "fast-check";
import { type FaultOptions, type Switches } from "../../../simulator";

const SUBMISSIONS = "^/(bulk/)?storage/(ex|im)ports(/create)?$";
const POLLS = "^/bulk/storage/(ex|im)ports/get$";
const LISTS = "^/storage/(ex|im)ports$";

/** Where a fault strikes: anywhere, or on one kind of call. */
const target = fc.constantFrom<Pick<FaultOptions, "method" | "path">>(
  {},
  { method: "POST", path: SUBMISSIONS },
  { method: "POST", path: POLLS },
  { method: "GET", path: LISTS },
  { path: "^/(bulk/)?files" },
  { path: "^/storage/volumes" },
  { method: "DELETE" },
  { method: "PATCH" },
);

const often = fc.record(
  {
    times: fc.integer({ min: 1, max: 6 }),
    after: fc.integer({ min: 0, max: 4 }),
    probability: fc.constantFrom(0.2, 0.5, 1),
  },
  { requiredKeys: ["times"] },
);

const when = fc.constantFrom<"before" | "after">("before", "after");

/** Each kind, with what it may be given. */
const what = fc.oneof(
  fc.record({
    kind: fc.constant("429" as const),
    reset: fc.constantFrom("right", "missing", "past", "far", "skewed"),
  }),
  fc.record({ kind: fc.constantFrom("500", "502", "503"), when }),
  fc.record({ kind: fc.constant("slow" as const), ms: fc.constantFrom(2_000, 20_000, 70_000) }),
  fc.record({ kind: fc.constant("stale" as const), seconds: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    kind: fc.constant("item-errors" as const),
    when,
    fraction: fc.constantFrom(0.3, 1),
    code: fc.constantFrom(9100, 90004, 9006, 9107, 1000),
  }),
  fc.record({ kind: fc.constant("error-in-200" as const), code: fc.constantFrom(9006, 9107, 9100) }),
  fc.record({ kind: fc.constant("skewed-reset" as const), seconds: fc.constantFrom(-600, 600, 86_400) }),
  fc.record({ kind: fc.constant("huge" as const), bytes: fc.constant(500_000) }),
  fc.record({
    kind: fc.constantFrom(
      "lost-before",
      "lost-after",
      "maintenance",
      "shuffled",
      "missing-items",
      "unknown-state",
      "refused-jobs",
      "text-status",
      "stubs",
      "foreign-jobs",
      "malformed-json",
      "truncated",
      "empty",
      "wrong-type",
      "repeated-page",
      "no-rate-headers",
    ),
  }),
) as fc.Arbitrary<Pick<FaultOptions, "kind">>;

export const fault: fc.Arbitrary<FaultOptions> = fc
  .tuple(what, target, often)
  .map((parts): FaultOptions => Object.assign({}, ...parts) as FaultOptions);

/** Other answers than the usual, of those with which every declaration can still be carried out. */
const CHOICES: { readonly [Name in keyof Switches]?: readonly Switches[Name][] } = {
  inactiveVolumeError: [{ status: 403, code: 9103 }],
  busyVolumeError: [{ status: 400, code: 9011 }],
  missingObjectError: [{ status: 404, code: 9009 }],
  unauthorizedError: [{ status: 401, code: 90002 }],
  occupiedLocation: ["submit"],
  sameLocation: ["refuse"],
  pendingMove: ["allow"],
  copyOnlyResult: ["absent"],
  echoCopyOnly: [true],
  keyJoin: ["concat"],
  leadingSlash: ["strip", "refuse"],
  failedJobLeavesObject: [false],
  echoProperties: ["effective", "given"],
  emptyProperties: ["cancel-defaults"],
  folderLocationEcho: ["as-sent"],
  importDestinationEcho: ["as-sent"],
  folderStructureEcho: ["as-sent"],
  locationEcho: ["leading-slash"],
  idEcho: ["upper"],
  startedOn: ["running"],
  finishedOnBeforeEnd: ["null"],
  jobListOrder: ["oldest-first"],
  concurrency: [2, 5],
  missingImportSource: ["submit"],
  importCodes: ["import-service"],
  sameBucketTwice: ["refuse"],
  defaultAccessMode: ["RW"],
  volumeDetails: ["old"],
  groupUsername: ["id"],
  prefixesEnd: ["slash"],
  serviceTypeCase: ["upper", "as-sent"],
  objectMetadata: ["size-only"],
  // Where nobody shows hosts, what lies beside aliases is taken for archived (provider/platform/api/projects.ts).
  hostedOnLocations: ["all"],
  aliasHostedOn: [true],
  parentNeedsAdvanceAccess: [true],
  archivedMember: ["is_archived"],
  projectRegionMember: ["region"],
  rateWindowPer: ["token"],
  rateLimitBody: ["number"],
  rateLimitCounts: [false],
  unknownMembers: ["refuse"],
  limitOver100: ["refuse", "allow"],
};

const turn = fc
  .constantFrom(...Object.entries(CHOICES))
  .chain(([name, values]) =>
    fc.constantFrom(...(values as readonly unknown[])).map((value) => [name, value] as const),
  );

export const switches: fc.Arbitrary<Partial<Switches>> = fc
  .array(turn, { maxLength: 8 })
  .map((turns) => Object.fromEntries(turns) as Partial<Switches>);
