/** The hypervisor compiled in one process again and again, as `compile --watch` does it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { compile } from "../../../src/compiler/compile.js";
import { CompilationMemory } from "../../../src/compiler/compilation-memory.js";
import { expectManyCompilations } from "../../../src/compiler/command/long-running.js";
import { repositoryRoot } from "../../../src/compiler/frontend/file-names.js";

/** Seconds; of the CPU those of all threads. */
export interface Turn {
  readonly wall: number;
  readonly cpu: number;
  /** On the clock: tsc's stages, and ours. */
  readonly tsc: number;
  readonly ours: number;
  readonly lines: number;
}

/**
 * The first turn compiles everything in a process that has done nothing yet; each other one follows a change in the file.
 * @param file relative to the root
 */
export function turns(count: number, file = "src/vmm/vm.ts"): readonly Turn[] {
  const memory = new CompilationMemory();
  const changing = path.join(repositoryRoot, file);
  const text = readFileSync(changing, "utf8");
  return Array.from({ length: count }, (_, n) => turn(memory, changing, `${text}\nfunction change${n}(): void {}\nchange${n}();\n`));
}

function turn(memory: CompilationMemory, changing: string, text: string): Turn {
  const before = process.cpuUsage();
  const started = performance.now();
  const { files, diagnostics, timings } = compile([path.join(repositoryRoot, "src/main.ts")], {
    ...({ profile: "device", root: repositoryRoot, memory, sources: new Map([[changing, text]]) } as const),
    emit: { lines: true, nativeHeader: "tsvisor.h" },
  });
  if (files.size === 0) throw new Error(JSON.stringify(diagnostics));
  const { user, system } = process.cpuUsage(before);
  expectManyCompilations();
  const { tsc, ours, lines } = timings;
  return { wall: (performance.now() - started) / 1e3, cpu: (user + system) / 1e6, tsc, ours, lines };
}
