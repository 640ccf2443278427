/** Which nodes of the machine's device tree a guest gets: the ones that its configuration names, with all that they need. */
import type { FdtNode } from "../../boot/fdt/node.js";
import type { PathRequest, VmConfig } from "../../config/vm-config.js";
import { VmError } from "../errors.js";
import { whyNotAssignable } from "./assignable.js";
import type { MachineDevices } from "./machine-devices.js";
import { referencesOf } from "./references.js";

/** How much of a node is wanted. */
enum Extent {
  /** The node and the data below it: a device needs it. */
  Needed = 0,
  /** Everything below it too. */
  Whole = 1,
}

export interface SelectedNode {
  readonly node: FdtNode;
  /** What asked for it first. */
  readonly request: PathRequest;
}

interface Wanted {
  readonly node: FdtNode;
  readonly extent: Extent;
  readonly request: PathRequest;
}

/** Exclude first, then add: what was added stays. */
export class Selection {
  /** By path, in the order in which they were found. */
  readonly nodes = new Map<string, SelectedNode>();
  /** Devices that "all" does not reach, with the reason. */
  readonly leftOut: string[] = [];
  private readonly whole = new Set<string>();
  private readonly queue: Wanted[] = [];
  private readonly excluded: string[] = [];

  constructor(
    private readonly machine: MachineDevices,
    private readonly config: VmConfig,
  ) {}

  /** A path of which nothing goes to the guest. */
  exclude(request: PathRequest): void {
    const node = this.machine.tree.find(request.path);
    if (node === null) this.config.warnings.push(`${this.config.placeOf(request)}: "${request.path}": ${noSuchNode}`);
    else this.excluded.push(node.path);
  }

  /** A device by its path. @throws VmError where there is none, or guests cannot have it */
  addPath(request: PathRequest): void {
    if (request.path === "/") return this.addAll(request);
    const node = this.machine.tree.find(request.path);
    const reason = node === null ? noSuchNode : whyNotAssignable(this.machine, node, this.config);
    if (node === null || reason !== null) throw new VmError(`${this.config.placeOf(request)}: "${request.path}" ${reason ?? noSuchNode}`);
    this.queue.push({ node, extent: Extent.Whole, request });
    this.follow();
  }

  /** Everything that guests can have. */
  addAll(request: PathRequest): void {
    for (const node of this.machine.tree.root().children()) this.queue.push({ node, extent: Extent.Whole, request });
    this.follow();
  }

  private follow(): void {
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) this.take(next);
  }

  private take(wanted: Wanted): void {
    const { node, extent, request } = wanted;
    const known = this.nodes.has(node.path);
    const grows = extent === Extent.Whole && !this.whole.has(node.path);
    if (node.parent === null || (known && !grows) || !this.isAssignable(node)) return;
    if (extent === Extent.Whole) this.whole.add(node.path);
    if (!known) {
      this.nodes.set(node.path, { node, request });
      this.queue.push({ node: node.parent, extent: Extent.Needed, request });
      for (const target of referencesOf(this.machine, node)) this.queue.push({ node: target, extent: Extent.Needed, request });
    }
    for (const child of node.children()) {
      if (extent === Extent.Whole || isData(child)) this.queue.push({ node: child, extent, request });
    }
  }

  private isAssignable(node: FdtNode): boolean {
    if (this.excluded.some((path) => node.path === path || node.path.startsWith(`${path}/`))) return false;
    const reason = whyNotAssignable(this.machine, node, this.config);
    if (reason?.startsWith("lies where") === true) this.noteLeftOut(`"${node.path}" ${reason}`);
    return reason === null;
  }

  private noteLeftOut(text: string): void {
    if (!this.leftOut.includes(text)) this.leftOut.push(text);
  }
}

const noSuchNode = "is not in the machine's device tree";

/** A group of pins, a range of a table: no device of its own. */
function isData(node: FdtNode): boolean {
  return node.property("compatible") === null && node.property("reg") === null;
}
