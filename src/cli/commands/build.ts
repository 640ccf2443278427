/** `tsvisor build`: TypeScript to C, C to the image of one architecture. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Command, parseWords } from "../command.js";
import { loadBoard } from "../board.js";
import { inBuild, root } from "../paths.js";
import { runProgram } from "../process.js";

export interface Built {
  /** Flat image with the arm64 Linux header. */
  readonly image: string;
  /** The same with symbols, for debuggers. */
  readonly elf: string;
}

/** Builds what changed. @throws Failure */
export function buildImage(arch: string, shown: boolean): Built {
  const folder = inBuild(arch);
  if (!existsSync(join(folder, "build.ninja"))) {
    const toolchain = join(root, "cmake", `${arch}-gcc.cmake`);
    runProgram("cmake", ["-S", root, "-B", folder, "-G", "Ninja", "--toolchain", toolchain, `-DTSVISOR_ARCH=${arch}`], { shown });
  }
  runProgram("ninja", ["-C", folder, ...(shown ? [] : ["--quiet"])], { shown });
  return { image: join(folder, `tsvisor-${arch}.bin`), elf: join(folder, `tsvisor-${arch}.elf`) };
}

export const build: Command = {
  name: "build",
  summary: "Builds the hypervisor's image for a board",
  operands: "",
  options: [
    { name: "board", value: "NAME", help: "board to build for (default qemu-virt-aarch64)" },
    { name: "timings", help: "tells how long each stage of the TypeScript compiler took, when it has to run" },
  ],
  run(words) {
    const parsed = parseWords(this.options, words);
    // Ninja and CMake hand it on to the compiler, which reads it as its own --timings.
    if (parsed.flags.has("timings")) process.env["TSVISOR_TIMINGS"] = "1";
    const board = loadBoard(parsed.values.get("board") ?? "qemu-virt-aarch64");
    const built = buildImage(board.arch, true);
    process.stdout.write(`${built.image}: ${statSync(built.image).size} bytes\n`);
    return Promise.resolve(0);
  },
};
