import { z } from "zod";
import { filledText } from "../http/lenient";
import type { Client } from "../http/client";

export const userSchema = z.looseObject({ username: filledText });

/** The name of the token's user; on enterprise accounts "division/username". */
export const getUsername = async (client: Client): Promise<string> =>
  (await client.call({ path: "/user", answer: userSchema })).username;
