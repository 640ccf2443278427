/** Runs every check in turn and ends with one line, `N passed, N failed`; what fails is shown where it fails. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly title: string;
  run(): Outcome;
}

const root = join(import.meta.dirname, "..");
const reports = join(root, "build", "test-reports");

/** A program that passes or fails as one. */
function program(title: string, command: string, args: readonly string[]): Step {
  return {
    title,
    run() {
      const status = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] }).status;
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** A vitest project; every test counts, and a file that does not even load counts as one failure. */
function tests(project: string): Step {
  return {
    title: `tests: ${project}`,
    run() {
      const report = join(reports, `${project}.json`);
      rmSync(report, { force: true });
      const args = ["vitest", "run", "--project", project, "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
      const status = spawnSync("npx", args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] }).status;
      return existsSync(report) ? countTests(readFileSync(report, "utf8"), status ?? 1) : { passed: 0, failed: 1 };
    },
  };
}

function countTests(report: string, status: number): Outcome {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(report) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
  };
  const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

const steps: readonly Step[] = [
  program("types (tsc)", "npx", ["tsc", "--noEmit"]),
  program("style (eslint)", "npx", ["eslint", "."]),
  program("format (prettier)", "npx", ["prettier", "--check", "--log-level", "warn", "."]),
  program("format (clang-format)", "sh", ["scripts/format-c.sh"]),
  program("analyzers on a few files", "node", ["--import", "tsx", "scripts/analyze.ts", "--quick"]),
  tests("unit"),
  tests("compiler"),
  tests("host"),
  program("build of the image", "node", ["bin/tsvisor.js", "build"]),
  program("the demo's bundle", "sh", ["scripts/pack-demo.sh"]),
  tests("system"),
];

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.some((word) => step.title.includes(word)));
mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const [n, step] of chosen.entries()) {
  console.log(`\n[${n + 1}/${chosen.length}] ${step.title}`);
  const started = Date.now();
  const outcome = step.run();
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  if (outcome.failed > 0) failures.push(step.title);
  console.log(`    ${outcome.passed} passed, ${outcome.failed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
if (failures.length > 0) console.log(`\nfailed: ${failures.join("; ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
