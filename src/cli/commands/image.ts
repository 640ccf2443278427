/** `tsvisor image`: the files that go onto a board's disk. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { loadBoard } from "../board.js";
import { type Command, parseWords, WrongUse } from "../command.js";
import { makeDisk, makeFit } from "../disk.js";
import { buildImage } from "./build.js";

export const image: Command = {
  name: "image",
  summary: "Makes a FIT image or a whole boot disk for a board",
  operands: "OUT",
  options: [
    { name: "board", value: "NAME", help: "board (default qemu-virt-aarch64)" },
    { name: "bundle", value: "DIR|FILE", help: "guests that go with it" },
    { name: "disk", help: "a disk with a FAT partition, the boot script and the FIT image, not the FIT image alone" },
  ],
  run(words) {
    const parsed = parseWords(this, words);
    const [out, ...rest] = parsed.operands;
    if (out === undefined || rest.length > 0) throw new WrongUse("name one file to write");
    const board = loadBoard(parsed.values.get("board") ?? "qemu-virt-aarch64");
    const built = buildImage(board.arch, false);
    const bundle = parsed.values.get("bundle") ?? null;
    const path = resolve(out);
    if (parsed.flags.has("disk")) makeDisk(board, built.image, bundle, path);
    else makeFit(board, built.image, bundle, path);
    process.stdout.write(`${path}: ${statSync(path).size} bytes\n`);
    return Promise.resolve(0);
  },
};
