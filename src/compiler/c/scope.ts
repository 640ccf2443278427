/** What the emitters of expressions need to know around them. */
import type { HirFunction, Local, Place } from "../hir/nodes.js";
import type { CProgram } from "./program.js";

export interface ExpressionScope {
  readonly program: CProgram;
  readonly source: HirFunction;
  /** C text that reads the local. */
  local(local: Local): string;
  /** C text of the static string. */
  string(text: string): string;
  /** C text of a pointer to the static place. */
  place(at: Place): string;
}
