/** How long each stage of a compilation takes. */

export interface StageTime {
  readonly stage: string;
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of all the process's threads: Node compiles and collects beside the stage. */
  readonly cpu: number;
}

/** Stages whose names begin so are tsc's own work. */
const prefixOfTsc = "tsc: ";

/** Collects how long each stage takes. */
export class Timings {
  readonly stages: StageTime[] = [];
  /** Lines of the modules that are compiled, those of the library among them. */
  lines = 0;

  /** Runs `work` as the stage of that name. */
  measure<T>(stage: string, work: () => T): T {
    const cpuBefore = process.cpuUsage();
    const wallBefore = performance.now();
    try {
      return work();
    } finally {
      const { user, system } = process.cpuUsage(cpuBefore);
      this.stages.push({ stage, wall: (performance.now() - wallBefore) / 1e3, cpu: (user + system) / 1e6 });
    }
  }

  /** `seconds` of the last stage were tsc's, which answered what the stage asked. */
  attributeToTsc(seconds: number): void {
    const last = this.stages.pop();
    if (last === undefined) throw new Error("no stage to take the time from");
    const share = Math.min(seconds / last.wall, 1);
    this.stages.push({ stage: last.stage, wall: last.wall * (1 - share), cpu: last.cpu * (1 - share) });
    this.stages.push({ stage: `${prefixOfTsc}asked by ${last.stage}`, wall: last.wall * share, cpu: last.cpu * share });
  }

  /** tsc's own work on the clock, seconds. */
  get tsc(): number {
    return total(this.stages.filter(({ stage }) => stage.startsWith(prefixOfTsc)));
  }

  /** Our stages on the clock, seconds. */
  get ours(): number {
    return total(this.stages) - this.tsc;
  }
}

function total(stages: readonly StageTime[]): number {
  return stages.reduce((sum, { wall }) => sum + wall, 0);
}

/** A table with a line for each stage, tsc's beside ours, and how many lines a second that is. */
export function renderTimings(timings: Timings): string {
  const { stages, lines, tsc, ours } = timings;
  const width = Math.max(...stages.map(({ stage }) => stage.length));
  const rate = (seconds: number): string => `${Math.round(lines / Math.max(seconds, 1e-3))}`.padStart(9);
  const row = (name: string, wall: number, rest: string): string => `${name.padEnd(width)} ${wall.toFixed(3).padStart(8)} s${rest}\n`;
  const rows = stages.map(({ stage, wall, cpu }) => row(stage, wall, `, CPU ${cpu.toFixed(3).padStart(7)} s, ${rate(wall)} lines/s`));
  const sums = [row("all of tsc", tsc, ""), row("all of ours", ours, `${" ".repeat(16)}, ${rate(ours)} lines/s`)];
  return `${lines} lines\n${[...rows, ...sums].join("")}`;
}
