import type { u32 } from "../../std/index.js";

/** Text that is no TOML, or TOML that is not supported here. The message is `FILE:LINE:COLUMN: what was expected`. */
export class TomlError extends Error {
  /** @param line from 1 @param column from 1, in characters */
  constructor(
    source: string,
    readonly line: u32,
    readonly column: u32,
    reason: string,
  ) {
    super(`${source}:${line}:${column}: ${reason}`);
  }
}
