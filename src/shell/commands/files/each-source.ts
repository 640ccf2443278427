import type { Call } from "../../call.js";
import { usageLine } from "../../language/help-text.js";
import { UsageError } from "../../language/usage-error.js";
import { reported } from "./each-path.js";

/** Calls `body` with each word but the last, and the last: what `cp` and `mv` work on. @throws UsageError, FileError */
export function eachSource(call: Call, body: (from: string, to: string) => void): void {
  const paths = call.arguments("path");
  const to = paths[paths.length - 1]!;
  const sources = paths.slice(0, paths.length - 1);
  if (sources.length === 0) throw new UsageError(`missing PATH: where '${to}' goes`, usageLine([call.command]), "");
  if (sources.length > 1) call.shell.files.directory(to, call.shell.cwd);
  for (const from of sources) reported(call, () => body(from, to));
}
