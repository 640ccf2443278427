/** Calls and functions of an ELF file, by the cross compiler's own tools. */
import { execFileSync } from "node:child_process";
import type { CodeAddress, Place } from "./encode.js";
import { fileName, functionName } from "./names.js";

export interface Tools {
  /** Of the binutils: `aarch64-linux-gnu-`. */
  readonly prefix: string;
  /** Folders that file names are given relative to, innermost first. */
  readonly roots: readonly string[];
}

interface Symbol {
  readonly address: number;
  readonly name: string;
}

function output(tools: Tools, tool: string, args: readonly string[], input = ""): string {
  return execFileSync(`${tools.prefix}${tool}`, args, { input, encoding: "utf8", maxBuffer: 1 << 30 });
}

/** Functions in order of their addresses; of several at one address the first. */
export function functionsOf(elf: string, tools: Tools): readonly Symbol[] {
  const lines = output(tools, "nm", ["--numeric-sort", "--defined-only", elf]).split("\n");
  const found = lines.flatMap((line) => {
    const match = /^([0-9a-f]+) [tTwW] ([^$]\S*)$/.exec(line);
    return match === null ? [] : [{ address: parseInt(match[1]!, 16), name: match[2]! }];
  });
  return found.filter((symbol, n) => symbol.address !== found[n - 1]?.address);
}

/** Addresses of the instructions that call, on an architecture whose instructions are 4 bytes. */
function callsOf(elf: string, tools: Tools): readonly number[] {
  const lines = output(tools, "objdump", ["--disassemble", "--no-show-raw-insn", elf]).split("\n");
  return lines.flatMap((line) => {
    const match = /^\s*([0-9a-f]+):\s+blr?\s/.exec(line);
    return match === null ? [] : [parseInt(match[1]!, 16)];
  });
}

/** What addr2line says about each address, innermost inlined function first. */
function placesOf(elf: string, addresses: readonly number[], tools: Tools): ReadonlyMap<number, readonly Place[]> {
  const input = addresses.map((address) => `${address.toString(16)}\n`).join("");
  const lines = output(tools, "addr2line", ["--addresses", "--functions", "--inlines", `--exe=${elf}`], input)
    .trimEnd()
    .split("\n");
  const places = new Map<number, Place[]>();
  let current: Place[] = [];
  for (let n = 0; n < lines.length;) {
    const line = lines[n]!;
    if (line.startsWith("0x")) {
      current = [];
      places.set(Number(line), current);
      n++;
    } else {
      current.push(place(line, lines[n + 1] ?? "", tools));
      n += 2;
    }
  }
  return places;
}

/** @param where `FILE:LINE` with `?` for what is not known, perhaps ` (discriminator N)` behind it */
function place(symbol: string, where: string, tools: Tools): Place {
  const match = /^(.*):(\d+|\?)(?: \(.*\))?$/.exec(where);
  const file = fileName(match?.[1] ?? "?", tools.roots);
  const line = Number(match?.[2]);
  return { name: functionName(symbol, file), file, line: Number.isNaN(line) ? 0 : line };
}

/** The last symbol at or before each address; both ascend. */
function ownersOf(addresses: readonly number[], symbols: readonly Symbol[]): readonly (Symbol | undefined)[] {
  let next = 0;
  return addresses.map((address) => {
    while (next < symbols.length && symbols[next]!.address <= address) next++;
    return symbols[next - 1];
  });
}

/** Functions that the linker dropped leave lines at address 0 and up behind: what does not name the symbol's function is theirs. */
function trusted(places: readonly Place[] | undefined, symbol: Symbol): readonly Place[] {
  const outermost = places?.at(-1);
  if (places !== undefined && outermost !== undefined && outermost.name === functionName(symbol.name, outermost.file)) return places;
  return [{ name: symbol.name, file: "?", line: 0 }];
}

/** Every call and every function's start. */
export function codeAddressesOf(elf: string, tools: Tools): readonly CodeAddress[] {
  const symbols = functionsOf(elf, tools);
  const starts = symbols.map((symbol) => symbol.address);
  const addresses = [...new Set([...starts, ...callsOf(elf, tools)])].sort((a, b) => a - b);
  const places = placesOf(elf, addresses, tools);
  const owners = ownersOf(addresses, symbols);
  return addresses.flatMap((address, n) => {
    const owner = owners[n];
    return owner === undefined ? [] : [{ address, places: trusted(places.get(address), owner) }];
  });
}
