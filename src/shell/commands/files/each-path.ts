import { FileError } from "../../../fs/file-tree.js";
import type { Call } from "../../call.js";

/** Calls `body` with each word of an argument; one that fails has its message and does not keep the others from being dealt with. */
export function eachPath(call: Call, argument: string, body: (path: string) => void): void {
  for (const path of call.arguments(argument)) reported(call, () => body(path));
}

/** Calls `body`; a failure becomes its message. */
export function reported(call: Call, body: () => void): void {
  try {
    body();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.out.failure(error.message);
  }
}
