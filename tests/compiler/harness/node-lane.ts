/** Runs a test program as JavaScript, in this process: types erased, the standard library as it is but for `print`. */
import { format } from "node:util";
import { transformSync, type Loader } from "esbuild";
import * as std from "../../../src/std/index.js";
import type { Ending } from "./toolchain.js";

/** Exit code of a program that an error ended, in both lanes. */
export const uncaughtCode = 1;

/** @param source with the imports that `programText` puts before it */
export function runOnNode(source: string): Ending {
  return runModule(source, "ts");
}

/** @param source TypeScript or JavaScript with `import` */
export function runModule(source: string, loader: Loader): Ending {
  return runScript(transformSync(source, { loader, format: "cjs", target: "node20" }).code);
}

/** What a file or terminal gets: UTF-8, in which half of a surrogate pair is a replacement character. */
function asWritten(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** @param script with `require` */
function runScript(script: string): Ending {
  let [stdout, stderr] = ["", ""];
  const library = { ...std, print: (text: string): void => void (stdout += `${text}\n`) };
  const log = (...values: readonly unknown[]): void => void (stdout += `${format(...values)}\n`);
  const error = (...values: readonly unknown[]): void => void (stderr += `${format(...values)}\n`);
  const console = { log, info: log, debug: log, error, warn: error };
  const program = new Function("require", "module", "console", script);
  const ended = (code: number): Ending => ({ stdout: asWritten(stdout), stderr: asWritten(stderr), code });
  try {
    program(() => library, {}, console);
    return ended(0);
  } catch (error) {
    stderr += `uncaught: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`;
    return ended(uncaughtCode);
  }
}
