import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fetch } from "../../platform/http/http";
import { engineAddress } from "./log";

const CHECK_EVERY_MS = 2_500;
const CONNECT_TIMEOUT_MS = 1_500;
/** A busy machine may refuse a connection once. */
const TRY_AGAIN_MS = 250;

/**
 * Ends the provider process when its engine is gone. A CLI killed with SIGKILL would leave the process alive and polling
 * forever; its jobs keep running on the platform, and the next `up` adopts them. There is no handler for SIGINT: the engine
 * sends it at the end of every run, and Node's default, to exit at once, is right.
 */
export function dieWithEngine(address = engineAddress(), exit: () => void = () => process.exit(1)): void {
  if (!address) return;
  let misses = 0;
  const timer = setInterval(() => {
    void reachable(address).then((alive) => {
      misses = alive ? 0 : misses + 1;
      if (misses >= 2) {
        clearInterval(timer);
        exit();
      }
    });
  }, CHECK_EVERY_MS);
  timer.unref();
}

/**
 * Holds back every request that may change something while the engine can't be reached. Until it notices that its CLI was
 * killed, a process must not start, change or delete anything: the next run may be doing the same already.
 */
export function onlyWithEngine(fetch: Fetch, address: () => string | undefined = engineAddress): Fetch {
  return async (url, init) => {
    const engine = init.method === "GET" ? undefined : address();
    while (engine && !(await reachable(engine))) await sleep(TRY_AGAIN_MS);
    return fetch(url, init);
  };
}

function reachable(address: string): Promise<boolean> {
  const at = address.lastIndexOf(":");
  return new Promise((resolve) => {
    const socket = connect({
      host: address.slice(0, at) || "127.0.0.1",
      port: Number(address.slice(at + 1)),
    });
    const settle = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
