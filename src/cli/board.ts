/** Boards are data: `boards/<name>/board.toml`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import toml from "@iarna/toml";
import { Failure } from "./command.js";
import { root } from "./paths.js";

export interface Board {
  readonly name: string;
  readonly folder: string;
  readonly arch: string;
  readonly description: string;
  /** Default machine for `run`; null for boards that only exist as hardware. */
  readonly qemu: { readonly program: string; readonly args: readonly string[]; readonly cpus: number; readonly memory: string } | null;
  /** Debian path of the U-Boot that `run --uboot` starts. */
  readonly uboot: { readonly firmware: string; readonly args: readonly string[] } | null;
}

const boardsFolder = join(root, "boards");

export function boardNames(): string[] {
  return readdirSync(boardsFolder).filter((name) => existsSync(join(boardsFolder, name, "board.toml")));
}

/** @throws Failure naming the boards that there are, or the file and key that are wrong */
export function loadBoard(name: string): Board {
  const file = join(boardsFolder, name, "board.toml");
  if (!existsSync(file)) throw new Failure(`there is no board '${name}'; there are: ${boardNames().join(", ")}`);
  const table = new Table(file, parse(file));
  const qemu = table.optionalTable("qemu");
  const uboot = table.optionalTable("uboot");
  return {
    name,
    folder: join(boardsFolder, name),
    arch: table.text("arch"),
    description: table.text("description"),
    qemu: qemu && { program: qemu.text("program"), args: qemu.texts("args"), cpus: qemu.integer("cpus"), memory: qemu.text("memory") },
    uboot: uboot && { firmware: uboot.text("firmware"), args: uboot.texts("args") },
  };
}

function parse(file: string): toml.JsonMap {
  try {
    return toml.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Failure(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads keys of one type each and says which is wrong. */
class Table {
  constructor(
    private readonly place: string,
    private readonly map: toml.JsonMap,
  ) {}

  text(key: string): string {
    const value = this.map[key];
    if (typeof value !== "string") throw new Failure(`${this.place}: '${key}' must be a string`);
    return value;
  }

  integer(key: string): number {
    const value = this.map[key];
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new Failure(`${this.place}: '${key}' must be a whole number`);
    return value;
  }

  texts(key: string): string[] {
    const value = this.map[key];
    if (!Array.isArray(value)) throw new Failure(`${this.place}: '${key}' must be an array of strings`);
    return value.map((item) => {
      if (typeof item !== "string") throw new Failure(`${this.place}: '${key}' must be an array of strings`);
      return item;
    });
  }

  optionalTable(key: string): Table | null {
    const value = this.map[key];
    if (value === undefined) return null;
    if (typeof value !== "object" || Array.isArray(value) || value instanceof Date)
      throw new Failure(`${this.place}: [${key}] must be a table`);
    return new Table(`${this.place}: [${key}]`, value);
  }
}
