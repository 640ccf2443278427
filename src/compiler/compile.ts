/** The whole compiler: entry files to C. */
import { emitProgram, type EmitOptions } from "./c/emit.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { FrontendOptions } from "./frontend/program.js";
import type { HirProgram } from "./hir/nodes.js";
import { verifyProgram } from "./hir/verify.js";
import { lowerProgram } from "./lower-program.js";

export interface CompileOptions extends FrontendOptions {
  /** How the C is written; with `#line` and without natives unless given. */
  readonly emit?: EmitOptions;
}

export interface CompileResult {
  /** Null when there are diagnostics. */
  readonly program: HirProgram | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The C files by name, made when first asked for; empty when there are diagnostics. */
  readonly files: ReadonlyMap<string, string>;
}

export function compile(entryFiles: readonly string[], options: CompileOptions = {}): CompileResult {
  const { program, diagnostics } = lowerProgram(entryFiles, options);
  const { emit = { lines: true, nativeHeader: null } } = options;
  let files: ReadonlyMap<string, string> | null = null;
  return {
    program,
    diagnostics,
    get files() {
      files ??= program === null ? new Map<string, string>() : emitVerified(program, emit);
      return files;
    },
  };
}

function emitVerified(program: HirProgram, emit: EmitOptions): ReadonlyMap<string, string> {
  verifyProgram(program);
  return emitProgram(program, emit);
}
