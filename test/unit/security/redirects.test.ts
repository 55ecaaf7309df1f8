import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange, nodeFetch } from "../../../provider/platform/http/http";
import { TOKEN } from "../../support/cannedClient";

let target = "";
let reached = 0;
const listening: Server[] = [];

async function listen(server: Server): Promise<string> {
  listening.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let base = "";
let elsewhere = "";
beforeAll(async () => {
  base = await listen(
    createServer((request, response) => {
      if (request.url !== "/v2/files") reached++;
      response.writeHead(Number(request.headers["x-status"]), { Location: target }).end("{}");
    }),
  );
  elsewhere = await listen(
    createServer((_, response) => {
      reached++;
      response.end("{}");
    }),
  );
});
afterAll(() => listening.forEach((server) => server.close()));

const WHERE: Record<string, () => string> = {
  "another port": () => `${elsewhere}/v2/files`,
  "another name of the same machine": () => `${elsewhere.replace("127.0.0.1", "localhost")}/v2/files`,
  "another scheme": () => `${elsewhere.replace("http:", "https:")}/v2/files`,
  "an address without a scheme": () => `${elsewhere.replace("http:", "")}/v2/files`,
  "another path of the same host": () => "/v2/elsewhere",
};

describe.each(Object.keys(WHERE))("a redirect to %s", (where) => {
  test.each([301, 302, 303, 307, 308])("isn't followed, so the token goes nowhere: %i", async (status) => {
    target = WHERE[where]!();
    reached = 0;
    const headers = { "X-SBG-Auth-Token": TOKEN, "X-Status": String(status) };
    for (const method of ["GET", "POST"] as const) {
      const request = { method, url: new URL(`${base}/v2/files`), headers, call: "GET /files" };
      await expect(exchange(request, nodeFetch)).rejects.toMatchObject({
        failure: "refused",
        status,
        message: expect.stringContaining("check the endpoint") as string,
      });
    }
    expect(reached).toBe(0);
  });
});
