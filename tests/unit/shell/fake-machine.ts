/** A made-up machine: VMs that are records, files from a list, output kept as lines. */
import type { TextScreen } from "../../../src/console/text-screen.js";
import { VmConfig } from "../../../src/config/vm-config.js";
import { lastLines } from "../../../src/console/kept-output.js";
import { openBundle } from "../../../src/fs/bundle.js";
import { commandTree } from "../../../src/shell/commands/index.js";
import { runLine } from "../../../src/shell/run-line.js";
import type {
  CpuTimes,
  Creation,
  MachineControl,
  MemoryUse,
  Removal,
  ShellContext,
  StopBegin,
  Suspension,
  VmControl,
  VmInfo,
} from "../../../src/shell/shell-context.js";
import { ScreenOutput } from "../../../src/shell/shell-output.js";
import { whyNotDelete, whyNotRestart, whyNotResume, whyNotStart, whyNotStop, whyNotSuspend } from "../../../src/vmm/refusals.js";
import { StopOutcome } from "../../../src/vmm/stop-vm.js";
import { VcpuState, VmState } from "../../../src/vmm/vm-state.js";
import type { VmStatistics } from "../../../src/vmm/statistics.js";
import type { VcpuRegisters } from "../../../src/vmm/vcpu-registers.js";
import { FakeClock, fakeStatistics } from "./fake-statistics.js";
import { archive, directoryMode, fileMode, symlinkMode } from "../fs/cpio-archive.js";

export function makeVm(id: number, name: string, state = VmState.Loaded, vcpuStates: VcpuState[] = [VcpuState.Created]): VmInfo {
  const config = new VmConfig(`/guests/${name}.toml`);
  config.id = id;
  config.name = name;
  config.cpuNum = vcpuStates.length;
  config.kernelPath = "/images/kernel";
  config.entryPoint = 0x8020_0000n;
  config.kernelLoadAddress = 0x8020_0000n;
  config.memoryRegions = [{ gpa: 0x8000_0000n, size: 0x1000_0000n, flags: 7n, mapType: 0 }];
  const vcpus = vcpuStates.map((one, index) => ({ index, state: one, mpidr: BigInt(index), cpus: 1n << BigInt(index) }));
  return { id, name, state, shuttingDown: false, stopReason: "", starts: 0, vcpus, config };
}

export class FakeVms implements VmControl {
  readonly vms = new Map<number, VmInfo>();
  readonly attached: number[] = [];
  readonly creations = new Map<string, Creation>();
  /** What consoles printed. */
  readonly logs = new Map<number, string>();
  /** VMs that never reach Stopped. */
  readonly stuck = new Set<number>();
  /** What a suspend and a delete find, and how a stop ends. */
  lateVcpus: number[] = [];
  references = 1;
  outcome = StopOutcome.Stopped;
  /** Guests listen to their power keys. */
  asked = false;

  constructor(private readonly clock: FakeClock) {}

  add(...vms: VmInfo[]): void {
    for (const vm of vms) this.vms.set(vm.id, vm);
  }

  list(): VmInfo[] {
    return [...this.vms.values()].sort((a, b) => a.id - b.id);
  }

  find(id: number): VmInfo | null {
    return this.vms.get(id) ?? null;
  }

  create(path: string): Creation {
    const creation = this.creations.get(path) ?? { vm: null, warnings: [], problems: [`${path}: no such file or directory`] };
    if (creation.vm !== null) this.add(creation.vm);
    return creation;
  }

  start(id: number): string | null {
    return this.change(id, whyNotStart, VmState.Running);
  }

  suspend(id: number): Suspension {
    return { refusal: this.change(id, whyNotSuspend, VmState.Suspended), late: this.lateVcpus };
  }

  resume(id: number): string | null {
    return this.change(id, whyNotResume, VmState.Running);
  }

  stop(id: number, force: boolean): StopBegin {
    const refusal = this.change(id, (state) => whyNotStop(state, force), this.stuck.has(id) ? VmState.Stopping : VmState.Stopped);
    return { refusal, asked: this.asked };
  }

  beginRestart(id: number, force: boolean): StopBegin {
    const refusal = this.change(id, (state) => whyNotRestart(state, force), this.stuck.has(id) ? VmState.Stopping : VmState.Stopped);
    return { refusal, asked: this.asked };
  }

  finishStop(id: number): StopOutcome {
    return this.stuck.has(id) ? StopOutcome.Late : this.outcome;
  }

  remove(id: number, force: boolean): Removal {
    const refusal = this.change(id, (state) => whyNotDelete(state, force), VmState.Stopped);
    if (refusal === null) this.vms.delete(id);
    return { refusal, references: this.references };
  }

  statistics(id: number): VmStatistics | null {
    const vm = this.find(id);
    return vm === null ? null : fakeStatistics(vm, this.clock);
  }

  registers(id: number, index: number): VcpuRegisters | null {
    const state = this.find(id)?.vcpus[index]?.state;
    const isOn = state === VcpuState.Running || state === VcpuState.Blocked;
    return isOn ? { pc: 0xffff_8000_0801_0000n + BigInt(index), level: 1, interruptsMasked: index === 1 } : null;
  }

  consoleLog(id: number): Uint8Array {
    return new TextEncoder().encode(this.logs.get(id) ?? "");
  }

  followLog(id: number, lines: bigint | null, body: (piece: Uint8Array) => void): void {
    body(lastLines(this.consoleLog(id), lines));
    body(new TextEncoder().encode("and on"));
  }

  attach(id: number): void {
    this.attached.push(id);
  }

  private change(id: number, whyNot: (state: VmState) => string | null, to: VmState): string | null {
    const vm = this.find(id);
    if (vm === null) return `there is no VM[${id}]`;
    const refusal = whyNot(vm.state);
    if (refusal !== null) return `VM[${id}] ${refusal}`;
    this.vms.set(id, { ...vm, state: to });
    return null;
  }
}

export class FakeMachine implements MachineControl {
  poweredOff = false;
  cleared = 0;
  /** Byte of input that comes at the end of each wait; -1: none. After twenty waits somebody presses the right key. */
  readonly keys: number[] = [];
  private waits = 0;

  constructor(private readonly clock: FakeClock) {}

  powerOff(): void {
    this.poweredOff = true;
  }

  clearScreen(): void {
    this.cleared++;
  }

  cpuCount(): number {
    return 4;
  }

  /** CPU n is idle n tenths of the time. */
  cpuTimes(): CpuTimes {
    return { now: this.clock.ticks, idle: [0n, 1n, 2n, 3n].map((n) => (this.clock.ticks * n) / 10n) };
  }

  awaitKey(keys: readonly number[], limit: bigint): boolean {
    this.clock.milliseconds += limit;
    return keys.includes(this.keys.shift() ?? -1) || ++this.waits > 20;
  }

  memoryUse(): MemoryUse {
    return { guestFree: 0x2000_0000n, heapUsed: 1536n, heapSize: 0x10_0000n, tasks: 5, timers: 1, vmids: 2, leakedVms: 0 };
  }
}

const bundle = archive([
  { path: "guests", mode: directoryMode },
  { path: "guests/linux-a.toml", mode: fileMode, data: "[base]\nid = 0\n" },
  { path: "guests/linux b.toml", mode: fileMode, data: "last line without an end" },
  { path: "guests/.hidden", mode: fileMode, data: "" },
  { path: "images/kernel", mode: fileMode, data: Uint8Array.of(0x4d, 0x5a, 0, 0) },
  { path: "now", mode: symlinkMode, data: "guests/linux-a.toml" },
]);

/** A screen whose text a test reads. */
export class PrintedText implements TextScreen {
  text = "";

  write(text: string): void {
    this.text += text;
  }

  writeLines(bytes: Uint8Array): void {
    this.text += new TextDecoder().decode(bytes);
  }
}

export class FakeShell implements ShellContext {
  readonly root = commandTree;
  private readonly clock = new FakeClock();
  readonly vms = new FakeVms(this.clock);
  readonly machine = new FakeMachine(this.clock);
  cwd = "/";

  constructor(readonly files = openBundle(bundle)) {}

  /** Runs a line and gives what it printed. */
  run(line: string): string {
    const screen = new PrintedText();
    runLine(line, this, new ScreenOutput(screen));
    return screen.text;
  }
}
