/** The record of one request. `status` is 0 if no response was sent. */
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
