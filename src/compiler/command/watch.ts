/** `--watch`: the process stays, with everything that it has compiled and learnt, and compiles again when a source changes. */
import { spawnSync } from "node:child_process";
import { type FSWatcher, watch as watchFolder } from "node:fs";
import type { CheckMemory } from "../frontend/check-memory.js";

/** Milliseconds without a further change before it compiles: editors write a file in several steps. */
const quiet = 20;

/**
 * Compiles now and after each change in a folder that has sources. Ends with the process.
 * @param then what the shell runs after each time without errors; null: nothing
 * @param compile true when there were no errors
 */
export function watch(memory: CheckMemory, then: string | null, compile: () => boolean): void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | null = null;
  const changed = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(again, quiet);
  };
  const again = (): void => {
    timer = null;
    const [started, time] = [performance.now(), Date.now()];
    const fine = compile();
    /* Nobody has told of a change in a folder that was not watched yet. */
    if (follow(memory.folders(), watchers, changed) && memory.changedSince(time)) changed();
    process.stderr.write(`${fine ? "compiled" : "not compiled"} in ${((performance.now() - started) / 1e3).toFixed(2)} s\n`);
    if (fine && then !== null) spawnSync(then, { shell: true, stdio: "inherit" });
  };
  again();
}

/** Watches these folders and no others. True when one of them is new. */
function follow(folders: readonly string[], watchers: Map<string, FSWatcher>, changed: () => void): boolean {
  const wanted = new Set(folders);
  for (const [folder, watcher] of watchers) {
    if (wanted.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  const added = folders.filter((folder) => !watchers.has(folder));
  for (const folder of added) {
    const watcher = watchFolder(folder, (_, name) => {
      if (name === null || /\.[cm]?tsx?$/.test(name)) changed();
    });
    /* The folder has gone; the next change in another one tells what that means. */
    watcher.on("error", changed);
    watchers.set(folder, watcher);
  }
  return added.length > 0;
}
