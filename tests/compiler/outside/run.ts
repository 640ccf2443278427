/**
 * Programs from outside, unchanged: `npm run test:outside FOLDER`. Of all files below FOLDER that `tsc --strict` accepts: how many compile
 * whole and print the same in C and on Node, how many of their own tests (`NAME.test.ts`, beside them, in `test/` or in `__test__/`; jest or mocha) do, and why
 * each of the others is refused. Ends with 1 when the compiler or a C compiler fails on one, or an output differs.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { compile, renderDiagnostic, type CompileResult } from "../../../src/compiler/index.js";
import { compareFile, compareText } from "./both-lanes.js";
import { driverOf } from "./driver.js";

/** For `print`. */
const library = path.join(import.meta.dirname, "../../../src/std/index.js");

const testFolders = ["test", "__test__", "__tests__"];

/** What became of a file. */
type Outcome =
  | { readonly kind: "not accepted by tsc" }
  | { readonly kind: "refused"; readonly code: string; readonly text: string }
  | { readonly kind: "compiled"; readonly tests: TestCounts }
  | { readonly kind: "wrong"; readonly text: string };

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return name === "node_modules" || testFolders.includes(name) ? [] : filesBelow(file);
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
    return await runsOf(file, root);
  } catch (error) {
    return { kind: "wrong", text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What became of the tests of a file. */
interface TestCounts {
  readonly agreeing: number;
  /** They do what JavaScript allows and the language does not, and C stops there. */
  readonly trapping: number;
  readonly refused: number;
}

const noTests: TestCounts = { agreeing: 0, trapping: 0, refused: 0 };

/** The file as a program of its own, then its tests as others, as far as they are in the language. */
async function runsOf(file: string, root: string): Promise<Outcome> {
  const itself = await compareFile(compiled(file, root, new Map(), false), file);
  if (itself.kind === "differ") return { kind: "wrong", text: itself.text };
  const name = path.basename(file).replace(/\.ts$/, ".test.ts");
  const test = [...testFolders, "."]
    .map((folder) => path.join(path.dirname(file), folder, name))
    .find((candidate) => existsSync(candidate));
  return test === undefined ? { kind: "compiled", tests: noTests } : testsOf(test, root);
}

async function testsOf(test: string, root: string): Promise<Outcome> {
  const { head, bodies } = driverOf(readFileSync(test, "utf8"), (specifier) => path.resolve(path.dirname(test), specifier));
  const place = path.join(root, "outside-driver.ts");
  const compiledOf = (text: string): CompileResult => compiled(place, root, new Map([[place, text]]), false);
  const accepted = bodies.filter((body) => compiledOf(programOf(head, [body])).program !== null);
  const refused = bodies.length - accepted.length;
  if (accepted.length === 0) return { kind: "compiled", tests: { ...noTests, refused } };
  const all = programOf(head, accepted);
  const together = await compareText(compiledOf(all), all);
  if (together.kind === "agree") return { kind: "compiled", tests: { agreeing: accepted.length, trapping: 0, refused } };
  if (together.kind === "differ") return { kind: "wrong", text: together.text };
  return oneByOne(
    accepted.map((body) => programOf(head, [body])),
    compiledOf,
    refused,
  );
}

async function oneByOne(programs: readonly string[], compiledOf: (text: string) => CompileResult, refused: number): Promise<Outcome> {
  let [agreeing, trapping] = [0, 0];
  for (const program of programs) {
    const comparison = await compareText(compiledOf(program), program);
    if (comparison.kind === "differ") return { kind: "wrong", text: comparison.text };
    if (comparison.kind === "agree") agreeing++;
    else trapping++;
  }
  return { kind: "compiled", tests: { agreeing, trapping, refused } };
}

function programOf(head: string, bodies: readonly string[]): string {
  const tests = bodies.map((body, n) => `function test${n}(): void {\n${body}\n}\ntry { test${n}(); } catch { print("an error"); }`);
  return [`import { print } from ${JSON.stringify(library)};`, head, ...tests, ""].join("\n");
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write("usage: npm run test:outside FOLDER\n");
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
  const sum = (of: keyof TestCounts): number =>
    outcomes.reduce((total, { outcome }) => total + (outcome.kind === "compiled" ? outcome.tests[of] : 0), 0);
  process.stdout.write(
    `\n${accepted} files that tsc accepts: ${count("compiled")} compile, ${count("refused")} are refused, ${count("wrong")} are wrong; ` +
      `of their tests ${sum("agreeing")} do the same on Node, ${sum("trapping")} leave the language where C stops, ${sum("refused")} are refused\n`,
  );
  return count("wrong") === 0 ? 0 : 1;
}

function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case "refused":
      return `refused ${outcome.code} ${outcome.text}`;
    case "compiled":
      return `compiles; ${outcome.tests.agreeing} tests agree, ${outcome.tests.trapping} trap, ${outcome.tests.refused} are refused`;
    case "wrong":
      return `WRONG ${outcome.text}`;
    default:
      return outcome.kind;
  }
}

process.exitCode = await main(process.argv[2] ?? process.env["TSVISOR_OUTSIDE"]);
