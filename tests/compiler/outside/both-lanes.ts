/** A program from outside in C and on Node. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CompileResult } from "../../../src/compiler/index.js";
import { buildFiles } from "../harness/c-lane.js";
import { runProgram, toolchains } from "../harness/toolchain.js";

const loader = path.join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");

/** Exit codes of `runtime-c/host/exit_codes.h`. */
const trapCode = 98;
const leakCode = 99;

/** `trapped`: the same up to where the program leaves the language, as by reading outside an array, and C stops. */
export type Comparison = { readonly kind: "agree" } | { readonly kind: "trapped" } | { readonly kind: "differ"; readonly text: string };

interface NodeRun {
  readonly stdout: string;
  readonly status: number | null;
}

/** @param result of compiling `file` */
export async function compareFile(result: CompileResult, file: string): Promise<Comparison> {
  return compare(result, onNode(file));
}

/** @param result of compiling a file of that text */
export async function compareText(result: CompileResult, text: string): Promise<Comparison> {
  const folder = mkdtempSync(path.join(tmpdir(), "tsvisor-outside-"));
  try {
    const file = path.join(folder, "driver.ts");
    writeFileSync(file, text);
    return await compare(result, onNode(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function onNode(file: string): NodeRun {
  return spawnSync(process.execPath, [loader, file], { encoding: "utf8" });
}

async function compare(result: CompileResult, node: NodeRun): Promise<Comparison> {
  const [toolchain] = toolchains;
  if (toolchain === undefined) throw new Error("no C compiler");
  const inC = await runProgram((await buildFiles(result.files, toolchain)).program);
  /* Objects that hold each other in a circle are not given back, as the language's document says. */
  if (inC.stdout === node.stdout && (inC.code === node.status || inC.code === leakCode)) return { kind: "agree" };
  if (inC.code === trapCode && node.stdout.startsWith(inC.stdout)) return { kind: "trapped" };
  const text = `exit code ${inC.code}\n${inC.stderr}\nC:\n${inC.stdout}\nNode (exit code ${node.status}):\n${node.stdout}`;
  return { kind: "differ", text };
}
