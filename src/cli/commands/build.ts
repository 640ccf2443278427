/** `tsvisor build`: TypeScript to C, C to the image of one architecture. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Command, parseWords } from "../command.js";
import { loadBoard } from "../board.js";
import { inBuild, root } from "../paths.js";
import { runAttached, runProgram } from "../process.js";

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

/**
 * Builds whenever a TypeScript file has changed, in a folder of its own: there CMake takes the C as it is, and the compiler stays.
 * @returns when it is interrupted
 */
function keepBuilding(arch: string): Promise<number> {
  const folder = inBuild(`${arch}-watch`);
  const generated = join(folder, "generated");
  const toolchain = join(root, "cmake", `${arch}-gcc.cmake`);
  const configure = ["-S", root, "-B", folder, "-G", "Ninja", "--toolchain", toolchain, `-DTSVISOR_ARCH=${arch}`];
  const cmake = ["cmake", ...configure, `-DTSVISOR_GENERATED_DIR=${generated}`].map(quoted).join(" ");
  const then = `{ test -e ${quoted(join(folder, "build.ninja"))} || ${cmake}; } && ninja -C ${quoted(folder)}`;
  const options = ["--profile", "device", "--native-header", "tsvisor.h", "--out", generated, "--watch", "--then", then];
  return runAttached(process.execPath, [join(root, "bin", "compile.cjs"), ...options, "src/main.ts"], root);
}

/** As one word for the shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export const build: Command = {
  name: "build",
  summary: "Builds the hypervisor's image for a board",
  operands: "",
  options: [
    { name: "board", value: "NAME", help: "board to build for (default qemu-virt-aarch64)" },
    { name: "watch", help: "stays, and builds again in build/ARCH-watch when a TypeScript file changes" },
    { name: "timings", help: "tells how long each stage of the TypeScript compiler took, when it has to run" },
  ],
  run(words) {
    const parsed = parseWords(this, words);
    // Ninja and CMake hand it on to the compiler, which reads it as its own --timings.
    if (parsed.flags.has("timings")) process.env["TSVISOR_TIMINGS"] = "1";
    const board = loadBoard(parsed.values.get("board") ?? "qemu-virt-aarch64");
    if (parsed.flags.has("watch")) return keepBuilding(board.arch);
    const built = buildImage(board.arch, true);
    process.stdout.write(`${built.image}: ${statSync(built.image).size} bytes\n`);
    return Promise.resolve(0);
  },
};
