/**
 * The command `compile`: writes C files (those that changed), a program of this host, or both, and prints what is wrong. Reports go to
 * standard output, as text or as JSON; timings to standard error.
 * Exit code 0: done; 1: the program has errors; 2: the command line has.
 */
import { compile, type CompileResult } from "../compile.js";
import { renderDiagnostic } from "../diagnostics/render.js";
import { buildExecutable } from "../executable.js";
import { renderMemory } from "../explain/render-memory.js";
import { renderUnsafe, unsafeFields } from "../explain/unsafe-fields.js";
import { CompilationMemory } from "../compilation-memory.js";
import { renderTimings } from "../timings.js";
import { parseCommandLine, usage, WrongWords, type CommandLine, type Reports } from "./command-line.js";
import { expectManyCompilations } from "./long-running.js";
import { watch } from "./watch.js";
import { writeFiles } from "./write-files.js";

/** @returns the exit code; a command that stays has given none yet */
export function run(args: readonly string[]): number | undefined {
  const command = understood(args);
  if (command === null) return 2;
  if (!command.watch) return compileOnce(command);
  const memory = new CompilationMemory();
  watch(memory, command.then, () => {
    const code = compileOnce(command, memory);
    expectManyCompilations();
    return code === 0;
  });
  return undefined;
}

/** Null, and said why, when the words do not go together. */
function understood(args: readonly string[]): CommandLine | null {
  try {
    return parseCommandLine(args);
  } catch (error) {
    if (!(error instanceof WrongWords)) throw error;
    process.stderr.write(`tsvisor compile: ${error.message}\n${usage}\n`);
    return null;
  }
}

function compileOnce(command: CommandLine, memory?: CompilationMemory): number {
  const { profile, lines, nativeHeader } = command;
  const options = { profile, root: process.cwd(), emit: { lines, nativeHeader } };
  const result = compile(command.entries, memory === undefined ? options : { ...options, memory });
  const code = result.diagnostics.length > 0 ? complain(result) : produce(command, result);
  if (command.timings) process.stderr.write(renderTimings(result.timings));
  return code;
}

function complain({ diagnostics }: CompileResult): number {
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic)}\n\n`);
  process.stderr.write(`${diagnostics.length} ${diagnostics.length === 1 ? "error" : "errors"}\n`);
  return 1;
}

function produce(command: CommandLine, result: CompileResult): number {
  const { files, timings } = result;
  const { out, exe } = command;
  if (out !== null) {
    timings.measure("write", () => {
      writeFiles(out, files);
    });
  }
  writeReports(command.reports, result);
  const complaint = exe === null ? null : buildExecutable(files, exe, command.debug);
  if (complaint !== null) process.stderr.write(`${complaint}\n`);
  return complaint === null ? 0 : 1;
}

function writeReports(wanted: Reports, result: CompileResult): void {
  const memory = wanted.memory ? result.explainMemory() : null;
  const unsafe = wanted.unsafe && result.program !== null ? unsafeFields(result.program) : null;
  if (wanted.json && (memory !== null || unsafe !== null)) {
    process.stdout.write(
      `${JSON.stringify({ ...(memory === null ? {} : { memory }), ...(unsafe === null ? {} : { unsafe }) }, null, 2)}\n`,
    );
    return;
  }
  if (memory !== null) process.stdout.write(renderMemory(memory));
  if (unsafe !== null) process.stdout.write(renderUnsafe(unsafe));
}
