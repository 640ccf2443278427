/** Test programs as C: through the compiler, the C compilers and the sanitizers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { printProgram } from "../../../src/compiler/hir/print.js";
import { compile, renderDiagnostic, type CompileResult, type Profile } from "../../../src/compiler/index.js";
import { buildProgram, root, type Toolchain } from "./toolchain.js";

/** For whoever looks for a bug: the C and the intermediate form stay in a folder that is named on stderr. */
const keepsFiles = process.env["TSVISOR_TEST_KEEP"] !== undefined;

/** Where a program that is only compiled pretends to be. */
const programPath = join(root, "tests/compiler/program.ts");

export function compileText(text: string, lines: boolean, profile: Profile): CompileResult {
  return compile([programPath], { root, profile, sources: new Map([[programPath, text]]), emit: { lines, nativeHeader: null } });
}

/** The generated C, by file. */
export function filesOf(text: string, lines: boolean, profile: Profile): ReadonlyMap<string, string> {
  const { files, program, diagnostics } = compileText(text, lines, profile);
  if (program === null) throw new Error(`refused:\n${diagnostics.map(renderDiagnostic).join("\n")}`);
  return keepsFiles ? new Map([...files, ["program.hir", printProgram(program)]]) : files;
}

/** An executable and what made it. */
export interface Build {
  readonly toolchain: Toolchain;
  readonly program: string;
}

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) {
    if (keepsFiles) process.stderr.write(`kept: ${folder}\n`);
    else rmSync(folder, { recursive: true, force: true });
  }
});

/** Builds one executable of all files. It is there as long as this process. */
export async function buildFiles(files: ReadonlyMap<string, string>, toolchain: Toolchain): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-program-"));
  folders.push(folder);
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return { toolchain, program: await buildProgram(folder, [...files.keys()], toolchain) };
}

/** Takes an executable away before this process ends. */
export function removeBuild({ program }: Build): void {
  if (!keepsFiles) rmSync(dirname(program), { recursive: true, force: true });
}
