/** Entry files to the intermediate form, with everything that is wrong with them. */
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { moduleGraph } from "./frontend/module-graph.js";
import { checkProgram, type FrontendOptions } from "./frontend/program.js";
import type { HirProgram } from "./hir/nodes.js";
import { lowerModules } from "./lower/lower-program.js";

export interface LoweringResult {
  /** Null when there are diagnostics. */
  readonly program: HirProgram | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** tsc's errors come first; a program that has them is not looked at further. */
export function lowerProgram(entryFiles: readonly string[], options: FrontendOptions = {}): LoweringResult {
  const checked = checkProgram(entryFiles, options);
  if (checked.diagnostics.length > 0) return { program: null, diagnostics: checked.diagnostics };
  const graph = moduleGraph([...checked.library, ...checked.entries], checked.program);
  return lowerModules(checked, graph);
}
