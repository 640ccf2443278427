/** Runs a test program as JavaScript, in this process: types erased, the standard library as it is but for `print`. */
import { format } from "node:util";
import ts from "typescript";
import * as std from "../../../src/std/index.js";
import type { Ending } from "./toolchain.js";

/** Exit code of a program that an error ended, in both lanes. */
export const uncaughtCode = 1;

/** @param source with the imports that `programText` puts before it */
export function runOnNode(source: string): Ending {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  return runScript(outputText);
}

/** @param script JavaScript with `require` */
export function runScript(script: string): Ending {
  let [stdout, stderr] = ["", ""];
  const library = { ...std, print: (text: string): void => void (stdout += `${text}\n`) };
  const log = (...values: readonly unknown[]): void => void (stdout += `${format(...values)}\n`);
  const error = (...values: readonly unknown[]): void => void (stderr += `${format(...values)}\n`);
  const console = { log, info: log, debug: log, error, warn: error };
  const program = new Function("require", "exports", "console", script);
  try {
    program(() => library, {}, console);
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { stdout, stderr: `${stderr}uncaught: ${text}\n`, code: uncaughtCode };
  }
}
