/** Node's stand-in for the system registers of one CPU. Never compiled to C. */
class SimulatedRegisters {
  far = 0n;
  hpfar = 0n;
  listRegisters: bigint[] = [0n, 0n, 0n, 0n];
  underflowInterrupt = false;
  endOfInterrupt = 0;

  reset(): void {
    this.far = 0n;
    this.hpfar = 0n;
    this.listRegisters = [0n, 0n, 0n, 0n];
    this.underflowInterrupt = false;
    this.endOfInterrupt = 0;
  }

  /** Bit n: state (bits 63:62 of ICH_LR) is invalid. */
  empty(): number {
    return this.listRegisters.reduce((bits, value, n) => (value >> 62n === 0n ? bits | (1 << n) : bits), 0);
  }
}

/** One for the whole process, not one a simulated CPU: a test begins with `reset`. */
export const simulatedRegisters = new SimulatedRegisters();
