/** Tests of the check for data races: a program is refused at a line, or runs as threads under the thread sanitizer without a word from it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { compile, renderDiagnostic, type CompileResult } from "../../../src/compiler/index.js";
import { selection } from "../harness/batch.js";
import { runOnNode } from "../harness/node-lane.js";
import { root, runProgram } from "../harness/toolchain.js";

const run = promisify(execFile);
const runtimeC = join(root, "runtime-c");

function programPath(n: number): string {
  return join(root, `tests/compiler/program-${n}.ts`);
}

/** The text with what it needs of the library imported before its first line. */
function withImports(source: string): string {
  const names = [
    "AtomicU32",
    "AtomicU64",
    "Mutex",
    "PerCpu",
    "Semaphore",
    "SortedMap",
    "SpinLock",
    "Task",
    "WaitQueue",
    "print",
    "cpuIndex",
  ];
  const types = ["u8", "u32", "u64"];
  const used = (all: readonly string[]): readonly string[] => all.filter((name) => new RegExp(`\\b${name}\\b`).test(source));
  const imports = [...used(names), ...used(types).map((name) => `type ${name}`)];
  return `import { ${imports.join(", ")} } from "../../src/std/index.js";\n${source.replace(/^\n/, "")}\nexport {};\n`;
}

function compileAll(texts: readonly string[]): CompileResult {
  const sources = new Map(texts.map((text, n) => [programPath(n), text]));
  return compile([...sources.keys()], { root, profile: "device", sources, emit: { lines: true, nativeHeader: "threads.h" } });
}

/** The compiler refuses `source` at the line that ends with `// here`, with this code and words; it says nothing about other lines. */
export function racy(code: string, words: string, title: string, source: string): void {
  test(`${code}: ${title}`, () => {
    const text = withImports(source);
    const line = text.split("\n").findIndex((each) => each.endsWith("// here")) + 1;
    const { program, diagnostics } = compileAll([text]);
    expect(program).toBeNull();
    expect(diagnostics.map(({ code: found, place }) => `${found} ${place?.line}`)).toContain(`${code} ${line}`);
    expect(diagnostics.find((each) => each.code === code && each.place?.line === line)?.message).toContain(words);
    expect(diagnostics.filter((each) => each.place?.line !== line).map(renderDiagnostic)).toEqual([]);
  });
}

/** Programs that are built together and run one by one. */
export class CorrectPrograms {
  private readonly texts: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "tsvisor-races-"));
  private built: Promise<string> | null = null;

  /** `source` is accepted because it lets a field off; the thread sanitizer sees what that means. */
  letOff(title: string, source: string): void {
    const n = this.texts.push(withImports(source)) - 1;
    test(title, async () => {
      this.built ??= this.build();
      const { stderr, code } = await runProgram(await this.built, { PROGRAM: `${n}`, TSAN_OPTIONS: "halt_on_error=1" });
      expect(stderr).toContain("WARNING: ThreadSanitizer: data race");
      expect(code).not.toBe(0);
    });
  }

  /** `source` is accepted; its tasks as threads print what Node prints, and the thread sanitizer sees no race. */
  correct(title: string, source: string): void {
    const n = this.texts.push(withImports(source)) - 1;
    test(title, async () => {
      this.built ??= this.build();
      const ending = await runProgram(await this.built, { PROGRAM: `${n}`, TSAN_OPTIONS: "halt_on_error=1" });
      expect(ending).toEqual(runOnNode(this.texts[n]!));
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async build(): Promise<string> {
    const { program, diagnostics, files } = compileAll(this.texts);
    if (program === null) throw new Error(diagnostics.map(renderDiagnostic).join("\n\n"));
    for (const [name, content] of files) writeFileSync(join(this.folder, name), content);
    const sources = [...files.keys()].filter((name) => name.endsWith(".c"));
    const whole = ["#define program_initialise initialise_all", ...sources.map((name) => `#include "${name}"`), selection(program.modules)];
    writeFileSync(join(this.folder, "whole.c"), whole.join("\n"));
    const runtime = readdirSync(join(runtimeC, "lang")).filter((name) => name.endsWith(".c"));
    const options = ["-std=gnu11", "-fwrapv", "-fno-strict-aliasing", "-Wall", "-Wextra", "-Werror", "-DRT_ATOMIC_COUNTS", "-g", "-O1"];
    const folders = [runtimeC, import.meta.dirname, this.folder].map((folder) => `-I${folder}`);
    const output = join(this.folder, "program");
    const inputs = [
      join(this.folder, "whole.c"),
      join(import.meta.dirname, "threads.c"),
      ...runtime.map((name) => join(runtimeC, "lang", name)),
    ];
    await run("gcc", [...options, ...folders, "-fsanitize=thread", "-pthread", "-o", output, ...inputs]);
    return output;
  }
}
