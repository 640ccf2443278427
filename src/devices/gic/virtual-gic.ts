/**
 * The GICv3 that a VM's guest sees: one security state, affinity routing always on, 224 SPIs, no LPIs, no 1-of-N routing.
 * Distributor and redistributors are emulated registers; the CPU interface is the hardware's, fed through list registers.
 */
import { SpinLock } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import { routeSpi } from "../../std/kernel/guest-spi.js";
import { vcpuOfAffinity } from "./affinity.js";
import { firstBit, hasBit, withBit, withoutBit, withoutFirstBit } from "./bits.js";
import { Distributor } from "./distributor.js";
import { distributorControl } from "./distributor-registers.js";
import { InterruptBank, interruptCount } from "./interrupt-bank.js";
import { Redistributors } from "./redistributors.js";
import type { VcpuInterrupts } from "./vcpu-interrupts.js";

const everyInterrupt: u32 = 0xffff_ffff;
/** GICD_IROUTER: bits of Aff2.Aff1.Aff0 and the mode that "any vCPU" is asked with. */
const routeFields: u32 = 0x80ff_ffff;
const routeToAny: u32 = 0x8000_0000;

/** Its lock is taken behind those of the VM, of an SPI's owner and of the devices whose lines lead here. */
export class VirtualGic {
  /** Guards everything that is pending, enabled or routed in this VM; held for some dozen instructions, interrupts off. */
  readonly lock = new SpinLock();
  /** INTIDs 32 and up. @racy changed under `lock`; a register is read by one load */
  readonly spis = new InterruptBank(interruptCount >>> 5);
  /** vCPU that each SPI goes to, `noVcpu` for none. @guarded lock */
  readonly routes = new Uint8Array(interruptCount);
  /** vCPU whose list registers hold each SPI, or held it last. @guarded lock */
  readonly holders = new Uint8Array(interruptCount);
  /** GICD_IROUTER, low half. @racy changed under `lock`; a register is read by one load */
  readonly routeRegisters = new Uint32Array(interruptCount);
  /** In order of their index; complete before the guest runs. @owned filled by whoever makes the VM */
  readonly vcpus: VcpuInterrupts[] = [];
  readonly distributor: Distributor;
  readonly redistributors: Redistributors;
  /** GICD_CTLR as it reads. @atomic @guarded lock */
  control: u32 = 0;
  /** All bits set where the distributor forwards Group 0, Group 1. @guarded lock */
  group0: u32 = 0;
  /** @guarded lock */
  group1: u32 = 0;

  /** @param vcpuCount vCPUs that will `connect`, by making their VcpuInterrupts in order of index */
  constructor(readonly vcpuCount: u32) {
    this.distributor = new Distributor(this);
    this.redistributors = new Redistributors(this);
    this.reset();
  }

  /** Called by the constructor of VcpuInterrupts. */
  connect(index: u32, interrupts: VcpuInterrupts): void {
    if (index !== this.vcpus.length || index >= this.vcpuCount)
      throw new Error(`vCPU ${index} does not follow vCPU ${this.vcpus.length - 1}`);
    this.vcpus.push(interrupts);
  }

  /** As after power-on; what the vCPUs' list registers hold is forgotten. The guest does not run. */
  reset(): void {
    const interrupts = this.lock.lock();
    this.control = distributorControl.affinityRouting | distributorControl.disableSecurity;
    this.group0 = 0;
    this.group1 = 0;
    this.spis.reset();
    this.routes.fill(0);
    this.routeRegisters.fill(0);
    for (let n: u32 = 0; n < this.vcpus.length; n++) this.vcpus[n]!.reset();
    this.lock.unlock(interrupts);
  }

  /** The input line of SPI `intid` has this level now. Any CPU, any task, interrupt handlers too. @nothrow @noalloc */
  setLine(intid: u32, level: boolean): void {
    const interrupts = this.lock.lock();
    const n = intid >>> 5;
    const before = this.spis.line[n]!;
    if (hasBit(before, intid) !== level) {
      this.spis.line[n] = level ? withBit(before, intid) : withoutBit(before, intid);
      if (level && hasBit(this.spis.edge[n]!, intid)) this.spis.latch(intid);
      const matters = level ? this.spis.isDeliverable(intid) : this.spis.isListed(intid);
      if (matters) this.alertRoute(intid);
    }
    this.lock.unlock(interrupts);
  }

  /**
   * SPI `intid` of the machine, one of `spis.physical`, is active and goes to the guest. It cannot come before the guest has ended the
   * last one: a list register that holds it still is empty, but whose it is has not looked. Any CPU, interrupts off. @nothrow @noalloc
   */
  raisePhysical(intid: u32): void {
    const interrupts = this.lock.lock();
    this.spis.latch(intid);
    const holder: u32 = this.holders[intid]!;
    if (this.spis.isListed(intid) && holder !== this.routes[intid]!) this.vcpus[holder]!.alertToChange();
    this.alertRoute(intid);
    this.lock.unlock(interrupts);
  }

  /** The vCPU that SPI `intid` goes to looks at it. Under the lock. @nothrow @noalloc */
  alertRoute(intid: u32): void {
    const target: u32 = this.routes[intid]!;
    if (target < this.vcpus.length) this.vcpus[target]!.alertToChange();
  }

  /** The same for the SPIs that have their bits set in `changed`. Under the lock. @nothrow @noalloc */
  alertRoutes(word: u32, changed: u32): void {
    let rest = changed;
    while (rest !== 0) {
      this.alertRoute(32 * word + firstBit(rest));
      rest = withoutFirstBit(rest);
    }
  }

  /** Brings the SPIs' pending and active bits up to date with the list registers of this CPU's vCPU, and asks the others to. @nothrow @noalloc */
  look(): void {
    const interrupts = this.lock.lock();
    this.lookAtAll();
    this.lock.unlock(interrupts);
  }

  /** Under the lock. @nothrow @noalloc */
  lookAtAll(): void {
    for (let n: u32 = 0; n < this.vcpus.length; n++) this.vcpus[n]!.look();
  }

  /** The same for the SGIs and PPIs of one vCPU. @nothrow @noalloc */
  lookAt(vcpu: VcpuInterrupts): void {
    const interrupts = this.lock.lock();
    vcpu.look();
    this.lock.unlock(interrupts);
  }

  /** GICD_CTLR. Under the lock. @nothrow @noalloc */
  setControl(value: u32): void {
    const groups = value & (distributorControl.enableGroup0 | distributorControl.enableGroup1);
    this.control = groups | distributorControl.affinityRouting | distributorControl.disableSecurity;
    this.group0 = (groups & distributorControl.enableGroup0) !== 0 ? everyInterrupt : 0;
    this.group1 = (groups & distributorControl.enableGroup1) !== 0 ? everyInterrupt : 0;
    for (let n: u32 = 1; n < this.spis.words; n++) this.spis.refreshDeliverable(n, this.group0, this.group1);
    for (let n: u32 = 0; n < this.vcpus.length; n++) {
      this.vcpus[n]!.bank.refreshDeliverable(0, this.group0, this.group1);
      this.vcpus[n]!.alertToChange();
    }
  }

  /** GICD_IROUTER<intid>, low half. Under the lock. @nothrow @noalloc */
  setRoute(intid: u32, value: u32): void {
    this.routeRegisters[intid] = (value & routeFields) >>> 0;
    this.alertRoute(intid);
    this.routes[intid] = (value & routeToAny) !== 0 ? 0 : vcpuOfAffinity(value, this.vcpuCount);
    this.routePhysical(intid);
    this.alertRoute(intid);
  }

  /** As `routePhysical`, which see; takes the lock. @nothrow @noalloc */
  bringHome(intid: u32): void {
    const interrupts = this.lock.lock();
    this.routePhysical(intid);
    this.lock.unlock(interrupts);
  }

  /**
   * A physical SPI comes on the CPU that runs the vCPU which it goes to, so that no other one is interrupted. Under the lock. @nothrow @noalloc
   */
  routePhysical(intid: u32): void {
    const target: u32 = this.routes[intid]!;
    if (this.spis.isPhysical(intid) && target < this.vcpus.length) routeSpi(intid, this.vcpus[target]!.homeCpu);
  }
}
