/** A small project of a user's, in a folder of its own outside this repository. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../../..");

/** Writes the files; the folder is there as long as this process. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tsvisor-project-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of Node in the folder: its file, below this repository, and its arguments. */
export function runNode(folder: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 110_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, output: stdout + stderr });
    });
  });
}

/** Options of tsc for such a project. */
export function tsconfig(plugin: object, more: object = {}): string {
  const compilerOptions = { target: "es2022", module: "esnext", moduleResolution: "bundler", strict: true, types: [], lib: ["es2022"] };
  return JSON.stringify({ compilerOptions: { ...compilerOptions, ...more, plugins: [plugin] }, include: ["*.ts"] });
}

/** Makes the editor's plugin a package of the project's, as `npm install` does. */
export function linkPlugin(folder: string): void {
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(path.join(root, "bin/editor-plugin"), path.join(folder, "node_modules/tsvisor-editor"));
}

/** Makes this repository, and what it has installed by these names, packages of the project's. */
export function linkPackage(folder: string, ...others: readonly string[]): void {
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules/tsvisor"));
  for (const name of others) symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name));
}
