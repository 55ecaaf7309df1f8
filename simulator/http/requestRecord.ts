/** One request as it is remembered. `status` is 0 where no answer was sent. */
export interface RequestRecord {
  at: number;
  method: string;
  /** Path below /v2. */
  path: string;
  query: string;
  status: number;
  user: string;
  durationMs: number;
  rejectedByRateLimit: boolean;
}
