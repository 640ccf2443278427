/** Runs a test program as C: through the compiler, the C compiler and the sanitizers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emitProgram } from "../../../src/compiler/c/emit.js";
import { verifyProgram } from "../../../src/compiler/hir/verify.js";
import { compile } from "../../../src/compiler/index.js";
import { renderDiagnostics } from "../../../src/compiler/diagnostics/render.js";
import { buildProgram, root, runProgram, toolchains, type Ending } from "./toolchain.js";

/** Where the program pretends to be, so that it finds the standard library. */
export const programPath = join(root, "tests/compiler/program.ts");

export type Compiled = ReturnType<typeof compile>;

export function compileText(text: string): Compiled {
  return compile([programPath], { root, sources: new Map([[programPath, text]]) });
}

/** Compiles, builds and runs with every toolchain; each must do the same. Gives the first one's ending. */
export async function runAsC(text: string): Promise<Ending> {
  const { program, diagnostics } = compileText(text);
  if (program === null) throw new Error(`refused:\n${renderDiagnostics(diagnostics)}`);
  verifyProgram(program);
  const files = emitProgram(program, { lines: true, nativeHeader: null });
  const endings: Ending[] = [];
  for (const toolchain of toolchains()) endings.push(await buildAndRun(files, toolchain));
  const [first, ...others] = endings;
  if (first === undefined) throw new Error("no toolchain");
  for (const other of others) if (other.stdout !== first.stdout || other.code !== first.code) throw new Error(`compilers differ:\n${JSON.stringify([first, other])}`);
  return first;
}

async function buildAndRun(files: ReadonlyMap<string, string>, toolchain: Parameters<typeof buildProgram>[2]): Promise<Ending> {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-program-"));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    return await runProgram(await buildProgram(folder, [...files.keys()], toolchain));
  } finally {
    if (process.env["TSVISOR_TEST_KEEP"] === undefined) rmSync(folder, { recursive: true });
  }
}
