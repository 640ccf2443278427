/** `tsvisor compile`: TypeScript to C, for programs of one's own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Command } from "../command.js";
import { root } from "../paths.js";

export const compile: Command = {
  name: "compile",
  summary: "Compiles TypeScript of the subset (docs/language.md) to C",
  operands: "ENTRY...",
  options: [
    {
      name: "profile",
      value: "PROFILE",
      help: "host (default): numbers are JavaScript's doubles; device: numbers are integers, no floating point",
    },
    { name: "out", value: "DIR", help: "folder for the C files" },
    { name: "debug", help: "the program of --exe is for gdb: not optimised, with lines and names of the TypeScript" },
    { name: "exe", value: "PROGRAM", help: "builds a program of this host with the C compiler (cc, or what CC names)" },
    { name: "timings", help: "tells how long each stage took, tsc's beside ours" },
    { name: "watch", help: "stays, and compiles again when a source changes; with --out" },
    { name: "then", value: "COMMAND", help: "with --watch: what the shell runs after each time without errors" },
  ],
  run(words) {
    const args = [join(root, "bin", "compile.cjs"), ...words];
    return Promise.resolve(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
  },
};
