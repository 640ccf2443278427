/** A small project of a user's, in a folder of its own below `build/`, where it finds this repository's packages. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";

export const root = path.resolve(import.meta.dirname, "../../..");

/** Writes the files; the folder is gone after the test. */
export function project(files: Readonly<Record<string, string>>): string {
  mkdirSync(path.join(root, "build"), { recursive: true });
  const folder = mkdtempSync(path.join(root, "build/project-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

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

/** Makes this repository a package of the project's. */
export function linkPackage(folder: string): void {
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules/tsvisor"));
}
