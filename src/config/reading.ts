import type { u32 } from "../std/index.js";
import type { TomlValue } from "./toml/nodes.js";
import { describeValue } from "./toml/nodes.js";
import type { VmConfig } from "./vm-config.js";

/** One file being read: the configuration so far, and all that is wrong with it, so that the user sees every problem at once. */
export class Reading {
  readonly problems: string[] = [];

  constructor(readonly config: VmConfig) {}

  /** The value has another type or lies outside its range. */
  expected(path: string, value: TomlValue, type: string): void {
    this.problem(path, value.line, `expected ${type}, found ${describeValue(value)}`);
  }

  /** What stops the VM. */
  problem(path: string, line: u32, reason: string): void {
    this.problems.push(this.message(path, line, reason));
  }

  /** What the user should know. */
  warn(path: string, line: u32, reason: string): void {
    this.config.warnings.push(this.message(path, line, reason));
  }

  private message(path: string, line: u32, reason: string): string {
    return `${this.config.source}:${line}: ${path.slice(path.lastIndexOf(".") + 1)}: ${reason}`;
  }
}
