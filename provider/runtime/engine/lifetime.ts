import { connect } from "node:net";
import { engineAddress } from "./log";

const CHECK_EVERY_MS = 2_500;
const CONNECT_TIMEOUT_MS = 1_500;

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
