/** Runs a test program as C: through the compiler, the C compiler and the sanitizers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printProgram } from "../../../src/compiler/hir/print.js";
import { compile, renderDiagnostic, type CompileResult } from "../../../src/compiler/index.js";
import { buildProgram, root, runProgram, toolchains, type Ending, type Toolchain } from "./toolchain.js";

/** For whoever looks for a bug: the C and the intermediate form stay in a folder that is named on stderr. */
const keepsFiles = process.env["TSVISOR_TEST_KEEP"] !== undefined;

/** Where the program pretends to be, so that it finds the standard library. */
export const programPath = join(root, "tests/compiler/program.ts");

export function compileText(text: string, lines = true): CompileResult {
  return compile([programPath], { root, sources: new Map([[programPath, text]]), emit: { lines, nativeHeader: null } });
}

/** The generated C, by file. */
export function filesOf(text: string, lines: boolean): ReadonlyMap<string, string> {
  const { files, program, diagnostics } = compileText(text, lines);
  if (program === null) throw new Error(`refused:\n${diagnostics.map(renderDiagnostic).join("\n")}`);
  return keepsFiles ? new Map([...files, ["program.hir", printProgram(program)]]) : files;
}

/** Compiles, builds and runs with every toolchain; each must do the same. Gives the first one's ending. */
export async function runAsC(text: string): Promise<Ending> {
  const files = filesOf(text, true);
  const endings: Ending[] = [];
  for (const toolchain of toolchains()) endings.push(await buildAndRun(files, toolchain));
  const [first, ...others] = endings;
  if (first === undefined) throw new Error("no toolchain");
  for (const other of others)
    if (other.stdout !== first.stdout || other.code !== first.code) throw new Error(`compilers differ:\n${JSON.stringify([first, other])}`);
  return first;
}

function buildAndRun(files: ReadonlyMap<string, string>, toolchain: Toolchain): Promise<Ending> {
  return withProgram(files, toolchain, (program) => runProgram(program));
}

/** Calls `use` with the path of the built program; the folder is gone afterwards. */
async function withProgram<T>(files: ReadonlyMap<string, string>, toolchain: Toolchain, use: (program: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-program-"));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    return await use(await buildProgram(folder, [...files.keys()], toolchain));
  } finally {
    if (keepsFiles) process.stderr.write(`kept: ${folder}\n`);
    else rmSync(folder, { recursive: true });
  }
}

/** One ending for each allocation that failed, the undisturbed one first. */
export async function endingsWithoutMemory(text: string, atMost: number): Promise<readonly Ending[]> {
  const [toolchain] = toolchains();
  if (toolchain === undefined) throw new Error("no toolchain");
  return withProgram(filesOf(text, true), toolchain, async (program) => {
    const usual = await runProgram(program, { RT_COUNT_ALLOCATIONS: "1" });
    const count = Number(/^allocations: (\d+)$/m.exec(usual.stderr)?.[1] ?? "0");
    const failing = Array.from({ length: Math.min(count, atMost) }, (_, i) => runProgram(program, { RT_FAIL_ALLOCATION: `${i + 1}` }));
    return [usual, ...(await Promise.all(failing))];
  });
}
