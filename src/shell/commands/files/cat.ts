import { FileError } from "../../../fs/file-tree.js";
import type { u32 } from "../../../std/index.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { sizeText } from "../../size-text.js";
import { eachPath } from "./each-path.js";

/** A zero byte in the first so many means that it is no text. */
const lookedAt: u32 = 4096;

export const cat = command("cat", "Print files one after the other")
  .argument(pathArgument("file", "what to print", Repeat.OneOrMore))
  .run((call) => {
    eachPath(call, "file", (path) => {
      const bytes = call.shell.files.file(path, call.shell.cwd).bytes;
      if (call.out.onScreen && isBinary(bytes)) {
        throw new FileError(path, `is no text (${sizeText(BigInt(bytes.length))} of binary data)`);
      }
      call.out.content(bytes);
    });
  });

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, Math.min(lookedAt, bytes.length)).includes(0);
}
