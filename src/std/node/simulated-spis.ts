/** Node's stand-in for the SPIs of the machine's distributor. Never compiled to C. */
class SimulatedSpis {
  /** INTIDs below this exist. */
  count = 288;
  readonly enabled = new Set<number>();
  readonly edges = new Set<number>();
  /** CPU that each was routed to last. */
  readonly routes = new Map<number, number>();
  /** What was made pending, deactivated and quieted, in order: "pend 48". */
  log: string[] = [];

  reset(): void {
    this.enabled.clear();
    this.edges.clear();
    this.routes.clear();
    this.log = [];
  }
}

/** One for the whole process: a test begins with `reset`. */
export const simulatedSpis = new SimulatedSpis();
