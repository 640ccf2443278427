/** Entry files to the intermediate form, with everything that is wrong with them. */
import type { CompilationMemory } from "./compilation-memory.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { initialisationErrors } from "./frontend/initialisation-order.js";
import { moduleGraph } from "./frontend/module-graph.js";
import { checkProgram, type FrontendOptions } from "./frontend/program.js";
import type { HirProgram } from "./hir/nodes.js";
import { lowerModules } from "./lower/lower-program.js";
import { Timings } from "./timings.js";
import { validateFile } from "./validate/validate.js";

export interface LoweringOptions extends FrontendOptions {
  /** Of the last time that these entry files were compiled with these options; it is brought up to date. */
  readonly memory?: CompilationMemory;
}

export interface LoweringResult {
  /** Null when there are diagnostics. */
  readonly program: HirProgram | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Each stage looks only at programs in which the one before has found nothing. */
export function lowerProgram(
  entryFiles: readonly string[],
  options: LoweringOptions = {},
  timings: Timings = new Timings(),
): LoweringResult {
  const checked = checkProgram(entryFiles, options, timings);
  if (checked.diagnostics.length > 0) return { program: null, diagnostics: checked.diagnostics };
  const graph = timings.measure("modules", () => moduleGraph([...checked.library, ...checked.entries], checked.program));
  timings.lines = graph.order.reduce((sum, file) => sum + file.getLineStarts().length, 0);
  const invalid = timings.measure("validate", () => graph.order.flatMap((file) => validateFile(file, checked)));
  if (invalid.length > 0) return { program: null, diagnostics: invalid };
  const askedBefore = checked.checker.secondsAsked();
  const lowered = timings.measure("lower", () => lowerModules(checked, graph, options.memory ?? null));
  timings.attributeToTsc(checked.checker.secondsAsked() - askedBefore);
  if (lowered.program === null) return lowered;
  const early = timings.measure("initialisation", () => initialisationErrors(graph, checked));
  return early.length > 0 ? { program: null, diagnostics: early } : lowered;
}
