import { z } from "zod";
import { type ContractCall, page, PAGING, SB, strict, time } from "./call";

const window = strict({
  limit: z.number(),
  remaining: z.number(),
  reset: z.union([z.number(), z.string()]).optional(),
});

/** The user behind a token, the budget, the projects. */
export const accountCalls: ContractCall[] = [
  {
    method: "GET",
    path: "/user",
    page: `${SB}get-my-information`,
    query: ["fields"],
    answer: strict({
      href: z.url(),
      username: z.string(),
      email: z.string().optional(),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      role: z.string().optional(),
      tags: z.array(z.unknown()).optional(),
      affiliation: z.string().optional(),
      phone: z.string().optional(),
      address: z.string().optional(),
      city: z.string().optional(),
      state: z.string().optional(),
      country: z.string().optional(),
      zip_code: z.string().optional(),
    }),
  },
  {
    method: "GET",
    path: "/rate_limit",
    page: `${SB}api-rate-limit`,
    answer: strict({ rate: window, instance: window.optional(), instance_limit: window.optional() }),
  },
  {
    method: "GET",
    path: "/projects",
    page: `${SB}list-all-your-projects`,
    query: [...PAGING, "name"],
    answer: page(
      strict({
        href: z.url(),
        id: z.string().regex(/^[^/]+\/[^/]+$/),
        name: z.string(),
        type: z.string().optional(),
        created_by: z.string().optional(),
        created_on: time.optional(),
        modified_on: time.optional(),
        description: z.string().optional(),
        tags: z.array(z.string()).optional(),
        settings: z.record(z.string(), z.unknown()).optional(),
        root_folder: z.string().optional(),
        billing_group: z.string().optional(),
        permissions: z.record(z.string(), z.boolean()).optional(),
      }),
    ),
  },
];
