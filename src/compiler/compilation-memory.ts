/** What a process keeps that compiles a program again and again. */
import { CheckMemory } from "./frontend/check-memory.js";
import { LoweringMemory } from "./lower/reuse/lowering-memory.js";

/** Of one program with one set of options. A compilation brings it up to date; what an earlier one has given is not to be used any more. */
export class CompilationMemory extends CheckMemory {
  readonly lowering = new LoweringMemory();
}
