/** The host tool: `tsvisor build|run|image|check|schema|compile`. Exit codes: 0 done, 1 it failed, 2 wrong use. */
import { build } from "./commands/build.js";
import { check } from "./commands/check.js";
import { compile } from "./commands/compile.js";
import { image } from "./commands/image.js";
import { run } from "./commands/run.js";
import { schema } from "./commands/schema.js";
import { type Command, Failure, usageOf, WrongUse } from "./command.js";

const commands: readonly Command[] = [build, run, image, check, schema, compile];

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `usage: tsvisor COMMAND [OPTIONS]\n\n${lines.join("\n")}\n\n'tsvisor COMMAND --help' tells more.\n`;
}

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(overview());
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    process.stderr.write(name === undefined ? overview() : `tsvisor: there is no command '${name}'\n\n${overview()}`);
    return 2;
  }
  return runCommand(command, rest);
}

async function runCommand(command: Command, words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(usageOf(command));
    return 0;
  }
  try {
    return await command.run(words);
  } catch (error) {
    if (error instanceof WrongUse) {
      process.stderr.write(`tsvisor ${command.name}: ${error.message}\n${usageOf(command)}`);
      return 2;
    }
    if (error instanceof Failure) {
      process.stderr.write(`tsvisor ${command.name}: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}
