/**
 * `npm run analyze [-- --quick | FILE...]`: the hypervisor's generated C, the runtime and arch/aarch64 under the warnings of gcc and clang,
 * GCC's -fanalyzer and clang-tidy. Exit code 1: one of them says something that scripts/analyzers/explained.json does not explain, or that
 * list explains what nobody says any more; 2: a tool is missing. --quick looks at the files with an explanation and a few others; with FILEs,
 * C of the device, nothing is compiled and only they are looked at.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { explainedFiles, type Finding, findingsIn, judge } from "./analyzers/findings.js";
import { compileHypervisor, deviceFlags, imageSources, root, shortName } from "./analyzers/sources.js";
import { type Tool, tools } from "./analyzers/tools.js";

/** Files for one process. */
const batch = 16;

/** Of these there is always something to see in little time: generated code with all kinds of statements, and the runtime's core. */
const quickFiles = [
  "generated/src_vmm_lifecycle.c",
  "generated/src_config_toml_values.c",
  "runtime-c/lang/rt_map.c",
  "runtime-c/heap/heap.c",
];

const { values, positionals } = parseArgs({ options: { quick: { type: "boolean", default: false } }, allowPositionals: true });

async function outputOf(tool: Tool, files: readonly string[], flags: readonly string[]): Promise<string> {
  const child = spawn(tool.command, tool.arguments(files, flags), { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const take = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  return text;
}

/** All files, so many processes at once as there are CPUs. */
async function findingsOf(tool: Tool, files: readonly string[], flags: readonly string[], generated: string): Promise<readonly Finding[]> {
  const size = tool.takesMany ? batch : 1;
  const parts = Array.from({ length: Math.ceil(files.length / size) }, (_, n) => files.slice(n * size, (n + 1) * size));
  const texts: string[] = [];
  const work = async (): Promise<void> => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) texts.push(await outputOf(tool, part, flags));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return findingsIn(texts.join("\n"), tool.name, (file) => shortName(file, generated));
}

/** The hypervisor is compiled where its C is among them. */
function filesToLookAt(generated: string): readonly string[] {
  if (positionals.length > 0) return positionals.map((file) => resolve(file));
  compileHypervisor(generated);
  const all = imageSources(generated);
  const wanted = new Set([...explainedFiles(), ...quickFiles]);
  return values.quick ? all.filter((file) => wanted.has(shortName(file, generated))) : all;
}

function show({ file, line, message, tool, check, code }: Finding): void {
  console.log(`${file}:${line}: ${message} [${tool}: ${check}]\n    ${code}`);
}

/** What is not explained is told after each tool. @returns whether all is well */
async function analyze(generated: string): Promise<boolean> {
  const files = filesToLookAt(generated);
  const partly = values.quick || positionals.length > 0;
  const findings: Finding[] = [];
  for (const tool of tools) {
    const found = await findingsOf(tool, files, deviceFlags(generated), generated);
    console.log(`${tool.name}: ${files.length} files, ${found.length} findings`);
    judge(found, new Set()).unexplained.forEach(show);
    findings.push(...found);
  }
  const { unexplained, stale, explained } = judge(findings, partly ? new Set(files.map((file) => shortName(file, generated))) : null);
  for (const { tool, file, check, code } of stale)
    console.log(`explained.json: nobody says this any more: ${file} [${tool}: ${check}]\n    ${code}`);
  console.log(`${explained} explained, ${unexplained.length} unexplained, ${stale.length} stale`);
  return unexplained.length + stale.length === 0;
}

const missing = tools.filter(({ command }) => spawnSync(command, ["--version"]).error !== undefined);
if (missing.length > 0) {
  console.error(
    `missing: ${missing.map(({ command }) => command).join(", ")}; apt-get install ${missing.map((tool) => tool.package).join(" ")}`,
  );
  process.exitCode = 2;
} else {
  const generated = mkdtempSync(join(tmpdir(), "tsvisor-analyze-"));
  try {
    process.exitCode = (await analyze(generated)) ? 0 : 1;
  } finally {
    rmSync(generated, { recursive: true });
  }
}
