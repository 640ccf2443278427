import { FileError } from "../../fs/file-tree.js";
import { decodeUtf8 } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import { command, pathArgument, Repeat } from "../command.js";
import { sizeText } from "../size-text.js";
import type { ShellOutput } from "../shell-output.js";

/** A zero byte in the first so many means that it is no text. */
const lookedAt: u32 = 4096;
const newline = 0x0a;

export const cat = command("cat", "Print text files")
  .argument(pathArgument("file", "text files", Repeat.OneOrMore))
  .run((call) => {
    for (const path of call.arguments("file")) {
      try {
        printFile(path, call.shell.files.file(path, call.shell.cwd).bytes, call.out);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        call.out.failure(error.message);
      }
    }
  });

function printFile(path: string, bytes: Uint8Array, out: ShellOutput): void {
  if (bytes.subarray(0, Math.min(lookedAt, bytes.length)).includes(0)) {
    throw new FileError(path, `is no text (${sizeText(BigInt(bytes.length))} of binary data)`);
  }
  let start: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) {
    if (bytes[i] !== newline) continue;
    out.text(decodeUtf8(bytes.subarray(start, i)));
    start = i + 1;
  }
  if (start < bytes.length) out.text(decodeUtf8(bytes.subarray(start, bytes.length)));
}
