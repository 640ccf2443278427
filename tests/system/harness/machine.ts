/** The real image in QEMU, driven over its serial port as a person would type. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");
const prompt = /tsvisor:[^\s$]*\$ $/;
/** Whatever happens, an emulator ends after this. */
const lifetimeSeconds = 280;

export interface MachineOptions {
  /** Folder or archive with the guests. */
  readonly bundle?: string;
  readonly cpus?: number;
  readonly memory?: string;
  readonly uboot?: boolean;
  /**
   * The machine's time is the number of its instructions (16 ns each), and one thread of the host runs all its CPUs in turn: what else the
   * host does cannot be seen, so that times can be compared.
   */
  readonly countsInstructions?: boolean;
  /** Raw images, in order of the machine's virtio-mmio pages. */
  readonly disks?: readonly string[];
}

/** Starts a machine and waits for the hypervisor's prompt. */
export async function boot(options: MachineOptions = {}): Promise<Machine> {
  const args = [join(root, "bin", "tsvisor.js"), "run", "--cpus", String(options.cpus ?? 4)];
  if (options.memory !== undefined) args.push("--memory", options.memory);
  if (options.bundle !== undefined) args.push("--bundle", options.bundle);
  if (options.uboot === true) args.push("--uboot");
  if (options.countsInstructions === true) args.push("--qemu=-icount shift=4,sleep=off");
  for (const disk of options.disks ?? []) args.push("--disk", disk);
  const machine = new Machine(spawn("timeout", [String(lifetimeSeconds), "node", ...args], { cwd: root }));
  await machine.until(prompt, 100);
  return machine;
}

export class Machine {
  private received = "";
  /** Where the text begins that no expectation has used yet. */
  private position = 0;
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    // Decoded as streams: a character may arrive in two pieces.
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        this.received += text;
        this.wake();
      });
    }
    child.on("close", () => {
      this.ended = true;
      this.wake();
    });
  }

  /** All that the serial port has said. */
  get transcript(): string {
    return this.received;
  }

  /** What came since the last expectation. */
  get unread(): string {
    return this.received.slice(this.position);
  }

  /** Sends text as it is. */
  send(text: string | Uint8Array): void {
    this.child.stdin.write(text);
  }

  /** Waits for `wanted` in what comes; gives the match. @throws Error with the last lines when it does not come. */
  async until(wanted: RegExp | string, seconds = 60): Promise<RegExpExecArray> {
    const pattern = typeof wanted === "string" ? new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : wanted;
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const match = pattern.exec(this.unread);
      if (match !== null) {
        this.position += match.index + match[0].length;
        return match;
      }
      const left = deadline - Date.now();
      if (left <= 0 || this.ended) {
        throw new Error(
          `${this.ended ? "the machine ended" : `${seconds} s passed`} without ${String(wanted)}; it said last:\n${this.unread.slice(-3000)}`,
        );
      }
      await this.more(left);
    }
  }

  /** Types a line at the hypervisor's prompt and gives what it prints until the next prompt. */
  async command(line: string, seconds = 60): Promise<string> {
    this.send(`${line}\r`);
    await this.until(line.slice(-40), seconds);
    const start = this.position;
    const match = await this.until(prompt, seconds);
    return this.received.slice(start, this.position - match[0].length).replaceAll("\r", "");
  }

  /** Waits until `vm list` shows `state` for the VM. */
  async untilState(vm: number, state: string, seconds = 60): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const list = await this.command("vm list");
      const row = list.split("\n").find((line) => line.trim().startsWith(`${vm} `));
      if (row?.includes(state) === true) return;
      if (Date.now() > deadline) throw new Error(`VM ${vm} is not ${state} after ${seconds} s:\n${list}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Ends the emulator. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.child.kill("SIGTERM");
    while (!this.ended) await this.more(5000);
  }

  /** Waits for the machine to end by itself. */
  async untilEnded(seconds = 20): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!this.ended) {
      if (Date.now() > deadline) throw new Error(`the machine still runs after ${seconds} s; it said last:\n${this.unread.slice(-2000)}`);
      await this.more(1000);
    }
  }

  private more(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
