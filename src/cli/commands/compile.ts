/** `tsvisor compile`: TypeScript to C, for programs of one's own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compileOptions } from "../../compiler/command/options.js";
import type { Command } from "../command.js";
import { root } from "../paths.js";

export const compile: Command = {
  name: "compile",
  summary: "Compiles TypeScript of the subset (docs/language.md) to C",
  operands: "ENTRY...",
  options: compileOptions,
  run(words) {
    const args = [join(root, "bin", "compile.cjs"), ...words];
    return Promise.resolve(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
  },
};
