import { z } from "zod";
import { bulkAnswer, type ContractCall, error, page, PAGING, SB, strict, time } from "./call";
import { file } from "./files";

/** Settings of one export, checked by the platform with error codes 9022 to 9024. There may be other settings. */
const settings = z.looseObject({
  sse_algorithm: z.enum(["AES256", "aws:kms"]).nullable().optional(),
  sse_aws_kms_key_id: z.string().nullable().optional(),
  aws_canned_acl: z.string().nullable().optional(),
  aws_storage_class: z.enum(["STANDARD", "GLACIER"]).nullable().optional(),
});

const common = {
  href: z.url(),
  id: z.string(),
  state: z.enum(["PENDING", "RUNNING", "COMPLETED", "FAILED"]),
  overwrite: z.boolean().optional(),
  started_on: time.optional(),
  finished_on: time.nullable().optional(),
  result: file.optional(),
  error: error.nullable().optional(),
};

const exportBody = strict({
  source: strict({ file: z.string() }),
  destination: strict({ volume: z.string(), location: z.string() }),
  overwrite: z.boolean().optional(),
  properties: settings.optional(),
});

/** Entries of lists without `fields` have only the first three members. */
const exportJob = strict({
  ...common,
  source: strict({ file: z.string() }).optional(),
  destination: strict({ volume: z.string(), location: z.string() }).optional(),
  properties: settings.nullable().optional(),
});

const target = strict({
  project: z.string().optional(),
  parent: z.string().optional(),
  name: z.string().optional(),
});

const importBody = strict({
  source: strict({ volume: z.string(), location: z.string() }),
  destination: target.refine(
    ({ project, parent }) => (project === undefined) !== (parent === undefined),
    "exactly one of project and parent",
  ),
  overwrite: z.boolean().optional(),
  autorename: z.boolean().optional(),
  preserve_folder_structure: z.boolean().optional(),
});

const importJob = strict({
  ...common,
  source: strict({ volume: z.string(), location: z.string(), type: z.string().optional() }).optional(),
  destination: target.optional(),
  autorename: z.boolean().optional(),
  preserve_folder_structure: z.boolean().optional(),
});

interface Area {
  plural: string;
  ids: string;
  body: z.ZodType;
  job: z.ZodType;
  /** Parameters that apply to a whole submission. */
  query: readonly string[];
  filters: readonly string[];
  pages: { start: string; get: string; list: string; startMany: string; getMany: string };
}

/** Exports and imports have the same calls under different names. */
const jobCalls = ({ plural, ids, body, job, query, filters, pages }: Area): ContractCall[] => [
  { method: "POST", path: `/storage/${plural}`, page: SB + pages.start, query, body, answer: job },
  { method: "GET", path: `/storage/${plural}/{id}`, page: SB + pages.get, query: ["fields"], answer: job },
  {
    method: "GET",
    path: `/storage/${plural}`,
    page: SB + pages.list,
    query: [...PAGING, ...filters],
    answer: page(job),
  },
  {
    method: "POST",
    path: `/bulk/storage/${plural}/create`,
    page: SB + pages.startMany,
    query,
    body: strict({ items: z.array(body).min(1).max(100) }),
    answer: bulkAnswer(job),
  },
  {
    method: "POST",
    path: `/bulk/storage/${plural}/get`,
    page: SB + pages.getMany,
    body: strict({ [ids]: z.array(z.string()).min(1).max(100) }),
    answer: bulkAnswer(job),
  },
];

export const exportCalls = jobCalls({
  plural: "exports",
  ids: "export_ids",
  body: exportBody,
  job: exportJob,
  query: ["copy_only"],
  filters: ["volume", "state"],
  pages: {
    start: "start-an-export-job-v2",
    get: "get-details-of-an-export-job-v2",
    list: "list-export-jobs-v2",
    startMany: "start-a-bulk-export-job",
    getMany: "get-details-of-a-bulk-export-job",
  },
});

export const importCalls = jobCalls({
  plural: "imports",
  ids: "import_ids",
  body: importBody,
  job: importJob,
  query: [],
  filters: ["volume", "project", "state"],
  pages: {
    start: "start-an-import-job-v2",
    get: "get-details-of-an-import-job-v2",
    list: "list-import-jobs-v2",
    startMany: "start-a-bulk-import-job",
    getMany: "get-details-of-a-bulk-import-job",
  },
});
