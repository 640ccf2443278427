/** Commands of the bundle: `/startup`, one a line, run before the first prompt, so that a board starts its guests by itself. */
import { FileNode } from "../fs/file-tree.js";
import { decodeUtf8 } from "../std/index.js";
import { runLine } from "./run-line.js";
import type { ShellContext } from "./shell-context.js";
import type { ShellOutput } from "./shell-output.js";

const startupFile = "/startup";

/** Runs the lines of the bundle's startup file, if there is one; a line that fails says so, and the next one runs. `#` begins a comment. */
export function runStartup(shell: ShellContext, out: ShellOutput): void {
  const file = shell.files.tryFind(startupFile, "/");
  if (!(file instanceof FileNode)) return;
  for (const line of decodeUtf8(file.bytes).split("\n")) {
    const command = line.trim();
    if (command === "" || command.startsWith("#")) continue;
    out.text(`${startupFile}: ${command}`);
    runLine(command, shell, out);
  }
}
