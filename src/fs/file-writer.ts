import type { u32 } from "../std/index.js";
import type { FileTree } from "./file-tree.js";
import { FileError } from "./nodes.js";
import { appendFile, writableFile, writeFile } from "./write-file.js";

const firstBytes: u32 = 256;

/** Collects what a command prints, and makes it the content of a file at the end: until then the file is as it was. */
export class FileWriter {
  private readonly path: string;
  /** @owned the task that runs the command */
  private bytes = new Uint8Array(firstBytes);
  private length: u32 = 0;
  private overflowed = false;

  /** Makes the file where there is none. @param append put it behind what the file has @throws FileError where no file can be */
  constructor(
    private readonly tree: FileTree,
    path: string,
    cwd: string,
    private readonly append: boolean,
  ) {
    writableFile(tree, path, cwd);
    this.path = tree.absolutePath(path, cwd);
  }

  /** More than the tree could ever take is dropped; `close` tells. */
  write(bytes: Uint8Array): void {
    const end = this.length + bytes.length;
    if (end > this.tree.space.limit) this.overflowed = true;
    if (this.overflowed) return;
    if (end > this.bytes.length) this.grow(end);
    this.bytes.set(bytes, this.length);
    this.length = end;
  }

  /** @throws FileError when there is no space; the file is as it was then */
  close(): void {
    if (this.overflowed) throw new FileError(this.path, `no space left: ${this.tree.space.limit} bytes are the most that can be written`);
    const content = this.bytes.slice(0, this.length);
    if (this.append) appendFile(this.tree, this.path, "/", content);
    else writeFile(this.tree, this.path, "/", content);
  }

  private grow(least: u32): void {
    const grown = new Uint8Array(Math.max(least, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
