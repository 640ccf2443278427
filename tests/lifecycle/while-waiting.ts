import { waiting } from "../../src/std/node/waiting.js";

/** From now on `body` runs whenever somebody would sleep on a wait queue; it must not wait itself. @native host_while_waiting */
export function whileWaiting(body: (() => void) | null): void {
  waiting.body = body;
}
