/** Node's stand-in for physical memory: ranges that a test adds, everything else is an error. Never compiled to C. */

/** A device register block in the simulated machine. */
export interface SimulatedDevice {
  read(offset: bigint, bytes: number): bigint;
  write(offset: bigint, bytes: number, value: bigint): void;
}

interface Range {
  readonly base: bigint;
  readonly bytes: number;
  readonly memory: Uint8Array | null;
  readonly device: SimulatedDevice | null;
}

class SimulatedMemory {
  private ranges: Range[] = [];

  reset(): void {
    this.ranges = [];
  }

  addRam(base: bigint, bytes: number): Uint8Array {
    const memory = new Uint8Array(bytes);
    this.ranges.push({ base, bytes, memory, device: null });
    return memory;
  }

  addDevice(base: bigint, bytes: number, device: SimulatedDevice): void {
    this.ranges.push({ base, bytes, memory: null, device });
  }

  view(at: bigint, bytes: number): Uint8Array {
    const range = this.find(at, bytes);
    if (range.memory === null) throw new Error(`no RAM at 0x${at.toString(16)}`);
    const start = Number(at - range.base);
    return range.memory.subarray(start, start + bytes);
  }

  read(at: bigint, bytes: number): bigint {
    const range = this.find(at, bytes);
    if (range.device !== null) return range.device.read(at - range.base, bytes);
    const memory = this.view(at, bytes);
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(memory[i]!);
    return value;
  }

  write(at: bigint, bytes: number, value: bigint): void {
    const range = this.find(at, bytes);
    if (range.device !== null) return range.device.write(at - range.base, bytes, value);
    const memory = this.view(at, bytes);
    for (let i = 0; i < bytes; i++) memory[i] = Number((value >> BigInt(8 * i)) & 0xffn);
  }

  private find(at: bigint, bytes: number): Range {
    const range = this.ranges.find((r) => at >= r.base && at + BigInt(bytes) <= r.base + BigInt(r.bytes));
    if (range === undefined) throw new Error(`nothing at 0x${at.toString(16)}`);
    return range;
  }
}

/** One for the whole process: a test that adds ranges begins with `reset`. */
export const simulated = new SimulatedMemory();
