import { setFlagsFromString } from "node:v8";
import { engineAddress } from "./log";

/**
 * Has the provider process clean up when its heap has grown by a fifth. V8's own rule lets it grow severalfold first: the
 * messages of a bulk resource of 10 000 items pass through in a few copies and leave 400 MB where 100 are in use. With
 * this it stays under 300 MB, for a second of processor time (docs/benchmarks.md).
 */
export function keepHeapSmall(): void {
  if (engineAddress()) setFlagsFromString("--heap-growing-percent=20");
}
