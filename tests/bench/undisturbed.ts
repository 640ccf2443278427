/** How times are measured on a machine that does other things too. */
import { spawnSync } from "node:child_process";

/**
 * Real-time priority, which the superuser may give: other programs then neither take the CPU away nor, which costs more, leave their own data
 * in its caches. Empty where it is not to be had.
 */
export const undisturbed = spawnSync("chrt", ["--fifo", "1", "true"]).status === 0 ? ["chrt", "--fifo", "1"] : [];

export const conditions = undisturbed.length > 0 ? "at real-time priority" : "at normal priority";
