/**
 * Programs from outside, unchanged: `node --import tsx tests/compiler/outside/run.ts FOLDER`. Of all files below FOLDER that `tsc --strict`
 * accepts: how many compile whole, how many of their own tests (`test/NAME.test.ts`, jest) do the same in C and on Node, and why each of the
 * others is refused. Ends with 1 when the compiler or a C compiler fails on one, or an output differs.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compile, renderDiagnostic, type CompileResult } from "../../../src/compiler/index.js";
import { buildFiles } from "../harness/c-lane.js";
import { runProgram, toolchains } from "../harness/toolchain.js";
import { driverOf } from "./driver.js";

/** For `print`. */
const library = path.join(import.meta.dirname, "../../../src/std/index.js");

/** What became of a file. */
type Outcome =
  | { readonly kind: "not accepted by tsc" }
  | { readonly kind: "refused"; readonly code: string; readonly text: string }
  | { readonly kind: "compiled"; readonly agreeing: number; readonly refusedTests: number }
  | { readonly kind: "wrong"; readonly text: string };

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return name === "node_modules" || name === "test" ? [] : filesBelow(file);
    return /\.ts$/.test(name) && !/\.(test|d|config)\.ts$/.test(name) ? [file] : [];
  });
}

function compiled(file: string, root: string, sources: ReadonlyMap<string, string>, whole: boolean): CompileResult {
  return compile([file], { root, sources, whole, profile: "host", emit: { lines: true, nativeHeader: null } });
}

async function outcomeOf(file: string, root: string): Promise<Outcome> {
  try {
    const { program, diagnostics } = compiled(file, root, new Map(), true);
    const [first] = diagnostics;
    if (first?.code.startsWith("TS") === true) return { kind: "not accepted by tsc" };
    if (first?.code === "K9001") return { kind: "wrong", text: renderDiagnostic(first) };
    if (first !== undefined && program === null) return { kind: "refused", code: first.code, text: first.message };
    return await testsOf(file, root);
  } catch (error) {
    return { kind: "wrong", text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Runs each of the file's own tests as a program of its own, as far as they are in the language. */
async function testsOf(file: string, root: string): Promise<Outcome> {
  const test = path.join(path.dirname(file), "test", path.basename(file).replace(/\.ts$/, ".test.ts"));
  if (!existsSync(test)) return { kind: "compiled", agreeing: 0, refusedTests: 0 };
  const { head, bodies } = driverOf(readFileSync(test, "utf8"), (specifier) => path.resolve(path.dirname(test), specifier));
  const place = path.join(root, "outside-driver.ts");
  const textOf = (chosen: readonly string[]): string =>
    `import { print } from ${JSON.stringify(library)};\n${head}\n${chosen.map((body, n) => `function test${n}(): void {\n${body}\n}\ntry { test${n}(); } catch (e) { print("an error"); }`).join("\n")}\n`;
  const accepted = bodies.filter((body) => compiled(place, root, new Map([[place, textOf([body])]]), false).program !== null);
  if (accepted.length === 0) return { kind: "compiled", agreeing: 0, refusedTests: bodies.length };
  const text = textOf(accepted);
  const result = compiled(place, root, new Map([[place, text]]), false);
  if (result.program === null) return { kind: "compiled", agreeing: 0, refusedTests: bodies.length };
  const [toolchain] = toolchains();
  if (toolchain === undefined) throw new Error("no C compiler");
  const inC = await runProgram((await buildFiles(result.files, toolchain)).program);
  const onNode = runOnNode(text);
  if (inC.stdout === onNode && inC.code === 0)
    return { kind: "compiled", agreeing: accepted.length, refusedTests: bodies.length - accepted.length };
  return { kind: "wrong", text: `exit code ${inC.code}\n${inC.stderr}\nC:\n${inC.stdout}\nNode:\n${onNode}` };
}

function runOnNode(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tsvisor-outside-"));
  try {
    const file = path.join(folder, "driver.ts");
    writeFileSync(file, text);
    const loader = path.join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
    return spawnSync(process.execPath, [loader, file], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write("usage: node --import tsx tests/compiler/outside/run.ts FOLDER\n");
    return 2;
  }
  const root = path.resolve(folder);
  const outcomes: { readonly file: string; readonly outcome: Outcome }[] = [];
  for (const file of filesBelow(root)) {
    const outcome = await outcomeOf(file, root);
    outcomes.push({ file: path.relative(root, file), outcome });
    process.stdout.write(`${path.relative(root, file)}: ${describe(outcome)}\n`);
  }
  const count = (kind: Outcome["kind"]): number => outcomes.filter(({ outcome }) => outcome.kind === kind).length;
  const accepted = outcomes.length - count("not accepted by tsc");
  const agreeing = outcomes.reduce((sum, { outcome }) => sum + (outcome.kind === "compiled" ? outcome.agreeing : 0), 0);
  process.stdout.write(
    `\n${accepted} files that tsc accepts: ${count("compiled")} compile, ${count("refused")} are refused, ${count("wrong")} are wrong; ` +
      `${agreeing} of their tests do the same on Node\n`,
  );
  return count("wrong") === 0 ? 0 : 1;
}

function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case "refused":
      return `refused ${outcome.code} ${outcome.text}`;
    case "compiled":
      return `compiles; ${outcome.agreeing} tests agree, ${outcome.refusedTests} are not in the language`;
    case "wrong":
      return `WRONG ${outcome.text}`;
    default:
      return outcome.kind;
  }
}

process.exitCode = await main(process.argv[2] ?? process.env["TSVISOR_OUTSIDE"]);
