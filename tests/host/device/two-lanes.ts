/** Runs a program that uses the hypervisor's own code in Node and, with the natives of runtime-c/host, as C under sanitizers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { expect } from "vitest";
import { compile, renderDiagnostic } from "../../../src/compiler/index.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { buildProgram, root, runProgram, toolchains } from "../../compiler/harness/toolchain.js";

/** Where the program pretends to be: imports start there. */
const programPath = join(root, "tests/host/device/program.ts");

/** HOST_RAM_BASE and HOST_RAM_BYTES of runtime-c/host/include/host_machine.h. */
const ram = { base: 0x4000_0000n, bytes: 64 << 20 } as const;

function resetMachine(): void {
  simulated.reset();
  simulated.addRam(ram.base, ram.bytes);
  simulatedRegisters.reset();
}

/** The modules that `text` imports, by the names in its imports. */
async function modulesOf(text: string): Promise<Map<string, object>> {
  const modules = new Map<string, object>();
  for (const [, name] of text.matchAll(/from "([^"]+)"/g)) {
    const path = join(dirname(programPath), name!.replace(/\.js$/, ".ts"));
    modules.set(name!, (await import(path)) as object);
  }
  return modules;
}

async function runOnNode(text: string): Promise<string> {
  const modules = await modulesOf(text);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const program = new Function("require", "exports", ts.transpileModule(text, { compilerOptions }).outputText);
  let output = "";
  resetMachine();
  const print = (line: string): void => void (output += `${line}\n`);
  const require = (name: string): object => ({ ...modules.get(name), ...(name.endsWith("std/index.js") ? { print } : {}) });
  program(require, {});
  return Buffer.from(output).toString();
}

async function runAsC(text: string): Promise<string> {
  const emit = { lines: true, nativeHeader: "host/include/tsvisor.h" };
  const { files, diagnostics } = compile([programPath], { root, sources: new Map([[programPath, text]]), emit });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(renderDiagnostic).join("\n"));
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-device-"));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const { stdout, stderr, code } = await runProgram(await buildProgram(folder, [...files.keys()], toolchains[0]!));
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both must print the same, something, and the C program must lose nothing. Gives what they print. */
export async function sameInBothLanes(text: string): Promise<string> {
  const onNode = await runOnNode(text);
  expect(onNode).not.toBe("");
  expect(await runAsC(text)).toBe(onNode);
  return onNode;
}
