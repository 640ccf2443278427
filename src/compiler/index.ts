/** The compiler as a library. */
export { compile, type CompileOptions, type CompileResult } from "./compile.js";
export { lowerProgram, type LoweringResult } from "./lower-program.js";
export { CompilationMemory } from "./compilation-memory.js";
export type { Profile } from "./hir/nodes.js";
export type { Diagnostic } from "./diagnostics/diagnostic.js";
export { renderDiagnostic } from "./diagnostics/render.js";
export type { FunctionMemory, MemoryEvent, MemoryReport } from "./explain/memory-report.js";
export { renderMemory } from "./explain/render-memory.js";
export { renderUnsafe, unsafeFields, type UnsafeField } from "./explain/unsafe-fields.js";
export { renderTimings, type StageTime, type Timings } from "./timings.js";
