/** One construct that allocates, without the memory for it: it throws OutOfMemoryError, and the next time it does what it should. */
import type { Profile } from "../../../src/compiler/index.js";
import { survivesOutOfMemory } from "../harness.js";

/**
 * `source` declares `function construct(): string`. Each of its allocations fails once, in a run of its own: the function then throws
 * OutOfMemoryError and nothing else, and gives `result` when it is called again. Nothing leaks.
 */
export function constructSurvives(title: string, result: string, source: string, profile?: Profile): void {
  survivesOutOfMemory(
    title,
    `${source}
  function again(): string {
    try {
      return construct();
    } catch (e) {
      if (!(e instanceof OutOfMemoryError)) throw e;
      return construct();
    }
  }
  const got = again();
  if (got !== ${JSON.stringify(result)}) throw new Error(got);
`,
    profile,
  );
}

/** As `constructSurvives`, in a program of a host. */
export function constructSurvivesOnHost(title: string, result: string, source: string): void {
  constructSurvives(title, result, source, "host");
}
