import { Task } from "../../../src/std/index.js";

/** A task whose times a test sets. */
export class FakeTask extends Task {
  private run = 0n;
  private sleep = 0n;
  private ready = 0n;

  constructor() {
    super("fake", 1n, 8, () => undefined);
  }

  pass(run: bigint, sleep: bigint, ready: bigint): void {
    this.run += run;
    this.sleep += sleep;
    this.ready += ready;
  }

  override runTime(): bigint {
    return this.run;
  }

  override sleepTime(): bigint {
    return this.sleep;
  }

  override readyTime(): bigint {
    return this.ready;
  }
}
