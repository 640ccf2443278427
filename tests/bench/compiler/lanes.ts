/** The ways to run a program: as our C, as the C twin, in Node, as AssemblyScript. Each builds into a folder and says what to execute. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { buildExecutable } from "../../../src/compiler/executable.js";
import { compile, renderDiagnostic } from "../../../src/compiler/index.js";
import { type BenchProgram, type CCompiler, forAssemblyScript, sourcePath, twinPath, withPrelude } from "./programs.js";

export interface Lane {
  readonly name: string;
  /** @returns the command */
  build(program: BenchProgram, folder: string): readonly string[];
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error, stderr, stdout } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
}

/** Generated C of a program, by file. */
export function generatedFiles(program: BenchProgram): ReadonlyMap<string, string> {
  const { files, diagnostics } = compile([sourcePath(program)], { profile: "host", emit: { lines: false, nativeHeader: null } });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(renderDiagnostic).join("\n"));
  return files;
}

export function ours(compiler: CCompiler): Lane {
  return {
    name: `ours ${compiler}`,
    build(program, folder) {
      const out = join(folder, `${program.name}-ours-${compiler}`);
      const complaint = buildExecutable(generatedFiles(program), out, false, compiler);
      if (complaint !== null) throw new Error(complaint);
      return [out];
    },
  };
}

/** Unchecked, uncounted, written by hand; with the optimisations that our own C gets. */
export function twin(compiler: CCompiler): Lane {
  return {
    name: `C ${compiler}`,
    build(program, folder) {
      const out = join(folder, `${program.name}-twin-${compiler}`);
      run(compiler, ["-std=c11", "-O2", "-ffp-contract=off", "-o", out, twinPath(program), "-lm"], folder);
      return [out];
    },
  };
}

export const node: Lane = {
  name: "Node",
  build(program, folder) {
    const { outputText } = ts.transpileModule(withPrelude(program, "const print = (text: string): void => console.log(text);"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, useDefineForClassFields: false },
    });
    const out = join(folder, `${program.name}.mjs`);
    writeFileSync(out, outputText);
    return [process.execPath, out];
  },
};

/** Fetched by npx; it is no dependency of ours. */
export const assemblyScript: Lane = {
  name: "AssemblyScript",
  build(program, folder) {
    const name = `${program.name}-as`;
    writeFileSync(join(folder, `${name}.ts`), forAssemblyScript(program));
    const options = [`${name}.ts`, "-O3", "--outFile", `${name}.wasm`, "--bindings", "esm", "--exportStart", "start"];
    run("npx", ["--yes", "--package", "assemblyscript@0.28.20", "asc", ...options], folder);
    writeFileSync(join(folder, `${name}.run.mjs`), `await import("./${name}.js");\n`);
    return [process.execPath, join(folder, `${name}.run.mjs`)];
  },
};
