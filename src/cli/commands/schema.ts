/** `tsvisor schema`: what editors need to check and complete guest configurations. */
import { writeFileSync } from "node:fs";
import { type Command, Failure, parseWords } from "../command.js";
import { configSchema } from "../config-schema.js";

/** Indented, with a line end: as it is committed. */
export function schemaText(): string {
  return `${JSON.stringify(configSchema(), null, 2)}\n`;
}

function write(file: string): void {
  try {
    writeFileSync(file, schemaText());
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
}

export const schema: Command = {
  name: "schema",
  summary: "Prints the JSON schema of guest configurations, for editors; guest-configs/schema.json is the one of this version",
  operands: "",
  options: [{ name: "out", value: "FILE", help: "write it there instead" }],
  run(words) {
    const parsed = parseWords(this, words);
    const file = parsed.values.get("out");
    if (file === undefined) process.stdout.write(schemaText());
    else write(file);
    return Promise.resolve(0);
  },
};
