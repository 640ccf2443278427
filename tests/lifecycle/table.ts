/**
 * What each operation does in each state of a VM, as a person at the shell sees it. Three lanes are driven by this table: the shell and the
 * VMs on Node (tests/unit), the same as host C (tests/host), and the image in QEMU with a guest (tests/system).
 */
export const states = ["Loading", "Loaded", "Running", "Suspended", "Stopping", "Stopped"] as const;
export type StateName = (typeof states)[number];

export interface Cell {
  /** Words of the command behind `vm`. */
  readonly operation: string;
  readonly state: StateName;
  /** Lines that it prints, hints left out; `{id}` is VM[n], `{vm}` VM[n] and the VM's name. */
  readonly says: readonly string[];
  /** The state afterwards; null: there is no VM any more. */
  readonly then: StateName | null;
}

type Answer = readonly [says: string, then?: StateName | null];

/** One operation in all states. Without a second word the state stays as it is. */
function row(operation: string, answers: Readonly<Record<StateName, Answer>>): Cell[] {
  return states.map((state) => {
    const [says, then] = answers[state];
    return { operation, state, says: says.split("\n"), then: then === undefined ? state : then };
  });
}

function everywhere(answer: Answer): Record<StateName, Answer> {
  return { Loading: answer, Loaded: answer, Running: answer, Suspended: answer, Stopping: answer, Stopped: answer };
}

const stopped: Answer = ["✓ {vm} stopped", "Stopped"];
const deleted: Answer = ["✓ {vm} deleted, reference count 1: all of it is freed", null];
const restarted: Answer = ["✓ {vm} restarted", "Running"];
const notRestartedWhileLoading: Answer = ["✗ {id} is still loading, wait for it"];

export const lifecycleTable: readonly Cell[] = [
  ...row("create", everywhere(["✗ {id} exists already"])),
  ...row("start --detach", {
    Loading: ["✗ {id} is still loading"],
    Loaded: ["✓ {vm} started", "Running"],
    Running: ["✗ {id} is already running"],
    Suspended: ["✗ {id} is suspended, use 'vm resume'"],
    Stopping: ["✗ {id} is stopping, wait for it to fully stop"],
    Stopped: ["✓ {vm} started", "Running"],
  }),
  ...row("suspend", {
    Loading: ["✗ {id} is still loading, wait for it to run"],
    Loaded: ["✗ {id} is not running, use 'vm start'"],
    Running: ["✓ {vm} suspended", "Suspended"],
    Suspended: ["✗ {id} is already suspended, use 'vm resume' to continue"],
    Stopping: ["✗ {id} is stopping, there is nothing to suspend"],
    Stopped: ["✗ {id} is not running, use 'vm start'"],
  }),
  ...row("resume", {
    Loading: ["✗ {id} is still loading"],
    Loaded: ["✗ {id} is not suspended, use 'vm start'"],
    Running: ["✗ {id} is already running"],
    Suspended: ["✓ {vm} resumed", "Running"],
    Stopping: ["✗ {id} is stopping, wait for it to fully stop"],
    Stopped: ["✗ {id} is not suspended, use 'vm start'"],
  }),
  ...row("stop", {
    Loading: ["⚠ {vm} was not running\n✓ {vm} stopped", "Stopped"],
    Loaded: ["⚠ {vm} was not running\n✓ {vm} stopped", "Stopped"],
    Running: stopped,
    Suspended: ["⚠ {vm} was suspended: its guest was not asked\n✓ {vm} stopped", "Stopped"],
    Stopping: ["✗ {id} is already stopping, use --force to push it"],
    Stopped: ["✗ {id} is already stopped"],
  }),
  ...row("stop --force", {
    Loading: ["⚠ {vm} was not running\n✓ {vm} stopped", "Stopped"],
    Loaded: ["⚠ {vm} was not running\n✓ {vm} stopped", "Stopped"],
    Running: stopped,
    Suspended: stopped,
    Stopping: stopped,
    Stopped: ["✗ {id} is already stopped"],
  }),
  ...row("restart", {
    Loading: notRestartedWhileLoading,
    Loaded: restarted,
    Running: restarted,
    Suspended: restarted,
    Stopping: ["✗ {id} is stopping, wait for it to fully stop, or use --force to restart it as soon as it has"],
    Stopped: restarted,
  }),
  ...row("restart --force", {
    Loading: notRestartedWhileLoading,
    Loaded: restarted,
    Running: restarted,
    Suspended: restarted,
    Stopping: restarted,
    Stopped: restarted,
  }),
  ...row("delete --keep-data", {
    Loading: ["✗ {id} is still loading, wait for it, or use --force"],
    Loaded: ["✗ {id} is loaded and was not stopped, use 'vm stop' first, or --force"],
    Running: ["✗ {id} is running, stop it first with 'vm stop', or use --force"],
    Suspended: ["✗ {id} is suspended, stop it first with 'vm stop', or use --force"],
    Stopping: ["✗ {id} is stopping, wait for it to fully stop, or use --force"],
    Stopped: deleted,
  }),
  ...row("delete --force --keep-data", everywhere(deleted)),
];

/** The line that a person types for the cell. @param file the VM's configuration */
export function lineOf(cell: Cell, id: number, file: string): string {
  return `vm ${cell.operation} ${cell.operation === "create" ? file : id}`;
}

/** What must be printed for it. */
export function answerOf(cell: Cell, id: number, name: string): string[] {
  return cell.says.map((line) => line.replace("{id}", `VM[${id}]`).replace("{vm}", `VM[${id}] ${name}`));
}

/** What was printed, without hints, and without what a delete tells of the VM's files. */
export function answersIn(printed: string): string[] {
  return printed.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("ℹ") && !line.startsWith("Its console"));
}
