/** `tsvisor check`: guest configurations, read by the parser that the device uses. */
import { readFileSync } from "node:fs";
import { ConfigError } from "../../config/config-error.js";
import { parseVmConfig } from "../../config/parse-vm-config.js";
import type { VmConfig } from "../../config/vm-config.js";
import { type Command, parseWords, WrongUse } from "../command.js";

/** Ids by the file that has them, to find what two files claim. */
type Owners = Map<number, string>;

/** @returns whether the file can be used */
function checkFile(file: string, owners: Owners): boolean {
  let config: VmConfig;
  try {
    config = parseVmConfig(file, readFileSync(file));
  } catch (error) {
    process.stderr.write(`${problemsOf(file, error).join("\n")}\n`);
    return false;
  }
  for (const warning of config.warnings) process.stderr.write(`${warning}\n`);
  const owner = owners.get(config.id);
  owners.set(config.id, owner ?? file);
  if (owner !== undefined)
    process.stderr.write(`${config.place("base.id")} ${config.id} is the id in ${owner} too: give each guest its own\n`);
  else process.stdout.write(`${file}: VM ${config.id} '${config.name}', ${config.cpuNum} vCPU(s), fine\n`);
  return owner === undefined;
}

function problemsOf(file: string, error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.problems;
  if (error instanceof Error && "code" in error) return [`${file}: ${error.code === "ENOENT" ? "there is no such file" : error.message}`];
  throw error;
}

export const check: Command = {
  name: "check",
  summary: "Checks guest configurations as the device will; exit code 1 when one cannot be used",
  operands: "FILE...",
  options: [],
  run(words) {
    const files = parseWords(this, words).operands;
    if (files.length === 0) throw new WrongUse("name at least one guest configuration");
    const owners: Owners = new Map();
    const failed = files.filter((file) => !checkFile(file, owners));
    return Promise.resolve(failed.length === 0 ? 0 : 1);
  },
};
