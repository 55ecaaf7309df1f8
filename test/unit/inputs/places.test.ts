import { expect, test } from "vitest";
import { projectId, toProjectId } from "../../../provider/inputs/projectId";

test.each([
  ["lab/run7", "lab/run7"],
  [" lab/run7\n", "lab/run7"],
  ["https://cavatica.sbgenomics.com/u/lab/run7/files/#q", "lab/run7"],
  ["https://cavatica-api.sbgenomics.com/v2/projects/lab/run7", "lab/run7"],
  ["https://cavatica.sbgenomics.com/u/division%20one/run7", "division one/run7"],
  ["https://cavatica.sbgenomics.com/u/lab/100%/files", "lab/100%"],
])("%j is accepted as a project", (given, id) => {
  expect(projectId.safeParse(given).success).toBe(true);
  expect(toProjectId(given)).toBe(id);
});

test.each(["", "run7", "lab/", "lab/run7/deep", "https://cavatica.sbgenomics.com/u/lab"])(
  "%j isn't accepted as a project",
  (given) => expect(projectId.safeParse(given).success).toBe(false),
);
