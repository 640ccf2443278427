/**
 * Makes the table of names and places for panics, between the two links of an image:
 *
 *   main.ts make ELF PREFIX BUILD-FOLDER OUT.S     table of what the first link made, as a file for the second
 *   main.ts check FIRST-ELF SECOND-ELF PREFIX      fails unless every function is at the same place in both
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Tools, codeAddressesOf, functionsOf } from "./elf.js";
import { encodeTable } from "./encode.js";

/** Bytes of an instruction. */
const unit = 4;
const root = resolve(import.meta.dirname, "../..");

function make(elf: string, tools: Tools, out: string): void {
  const table = `${out}.bin`;
  writeFileSync(table, encodeTable(codeAddressesOf(elf, tools), unit));
  const lines = [
    '.section .rodata.symbol_table, "a"',
    ".global symbol_table",
    ".hidden symbol_table",
    "symbol_table:",
    `.incbin ${JSON.stringify(table)}`,
  ];
  writeFileSync(out, `${lines.map((line) => (line.endsWith(":") ? line : `\t${line}`)).join("\n")}\n`);
}

function check(first: string, second: string, tools: Tools): void {
  const before = new Set(functionsOf(first, tools).map(({ name, address }) => `${name} ${address}`));
  const moved = functionsOf(second, tools).find(({ name, address }) => !before.has(`${name} ${address}`));
  if (moved !== undefined) throw new Error(`${second}: ${moved.name} is not where it is in ${first}: the table of symbols would be wrong`);
}

const [command, ...args] = process.argv.slice(2);
if (command === "make" && args.length === 4) {
  const [elf, prefix, build, out] = args as [string, string, string, string];
  make(elf, { prefix, roots: [resolve(build, "generated"), resolve(build), root] }, resolve(out));
} else if (command === "check" && args.length === 3) {
  const [first, second, prefix] = args as [string, string, string];
  check(first, second, { prefix, roots: [root] });
} else {
  process.stderr.write("usage: main.ts make ELF PREFIX BUILD-FOLDER OUT.S | check FIRST-ELF SECOND-ELF PREFIX\n");
  process.exitCode = 2;
}
