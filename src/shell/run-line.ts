/** Runs one line of input: words, command, call, perhaps a file for the output. Whatever goes wrong becomes a message; the shell goes on. */
import { FileError } from "../fs/file-tree.js";
import { FileWriter } from "../fs/file-writer.js";
import { OutOfMemoryError } from "../std/index.js";
import { VmError } from "../vmm/errors.js";
import { commandHelp, pathText } from "./language/help-text.js";
import { findCommand, parseCall, wantsHelp } from "./language/parse-call.js";
import { UsageError } from "./language/usage-error.js";
import { splitWords } from "./language/words.js";
import type { ShellContext } from "./shell-context.js";
import type { ShellOutput } from "./shell-output.js";
import { FileOutput } from "./shell-output.js";

export function runLine(line: string, shell: ShellContext, out: ShellOutput): void {
  const { words, redirection, problem } = splitWords(line);
  if (problem !== null) return out.failure(problem);
  const texts = words.map((word) => word.text);
  const target = redirection?.target ?? null;
  if (redirection === null || target === null) return runReported(texts, shell, out);
  reportFailure(out, () => {
    const file = new FileWriter(shell.files, target.text, shell.cwd, redirection.append);
    runReported(texts, shell, new FileOutput(file, out));
    file.close();
  });
}

function runReported(words: readonly string[], shell: ShellContext, out: ShellOutput): void {
  reportFailure(out, () => runWords(words, shell, out));
}

function reportFailure(out: ShellOutput, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) reportUsage(error, out);
    else if (error instanceof VmError || error instanceof FileError) out.failure(error.message);
    else if (error instanceof OutOfMemoryError) out.failure("out of memory: the command was given up");
    else throw error;
  } finally {
    out.finish();
  }
}

function runWords(words: readonly string[], shell: ShellContext, out: ShellOutput): void {
  if (words.length === 0) return;
  const asksForAll = words[0] === "--help" || words[0] === "-h";
  const found = findCommand(shell.root, asksForAll ? ["help"] : words);
  const command = found.path[found.path.length - 1]!;
  if (wantsHelp(found)) return printHelp(commandHelp(found.path), out);
  const action = command.action;
  if (action !== null) return action(parseCall(found, shell, out));
  if (found.rest.length === 0) return printHelp(commandHelp(found.path), out);
  throw new UsageError(`unknown option ${found.rest[0]!}`, "", `'${pathText(found.path)} --help' tells what it takes.`);
}

function printHelp(lines: readonly string[], out: ShellOutput): void {
  for (const line of lines) out.text(line);
}

/** On the screen, also where the output goes to a file. */
function reportUsage(error: UsageError, out: ShellOutput): void {
  out.failure(error.message);
  if (error.usage !== "") out.usage(error.usage);
  if (error.hint !== "") out.hint(error.hint);
}
