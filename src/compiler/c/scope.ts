/** What the emitters of expressions need to know around them. */
import type { HirFunction, Local, Place } from "../hir/nodes.js";
import type { CProgram } from "./program.js";

/** Each name makes its variable exist. */
export interface CachedArray {
  data(): string;
  length(): string;
}

export interface ExpressionScope {
  readonly program: CProgram;
  readonly source: HirFunction;
  /** C text that reads the local. */
  local(local: Local): string;
  /** Variables that hold the array's memory and length here; null where there are none. */
  cachedArray(local: Local): CachedArray | null;
  /** C text of the static string. */
  string(text: string): string;
  /** C text of a pointer to the static place. */
  place(at: Place): string;
}
