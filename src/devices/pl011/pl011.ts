/**
 * A guest's UART: an Arm PL011 whose line is infinitely fast. What the guest sends is gone at once, so the transmit FIFO is always
 * empty; what is received waits in a FIFO of 32 bytes, and the timeout that makes a guest look at a few bytes passes at once.
 */
import { lowU32, lowU8, SpinLock } from "../../std/index.js";
import type { u32, u64, u8 } from "../../std/index.js";
import type { ByteSink } from "../byte-sink.js";
import type { VirtualGic } from "../gic/virtual-gic.js";
import type { MmioDevice } from "../mmio-bus.js";
import { ReceiveFifo } from "./receive-fifo.js";
import { controlAtReset, fifoEnable, fifoLevelAtReset, flag, identification, interrupt, Pl011Register } from "./registers.js";

/** The guest's accesses come on the exit path of any of its vCPUs, input from any task. */
export class Pl011 implements MmioDevice {
  readonly name = "PL011";
  /** Guards all below. Taken before the GIC's lock; never held while `output` is called. */
  private readonly lock = new SpinLock();
  /** @racy changed under the lock; who polls its length may get that of a moment ago */
  private readonly fifo = new ReceiveFifo();
  /** @atomic @guarded lock */
  private lineControl: u32 = 0;
  /** @atomic @guarded lock */
  private control: u32 = controlAtReset;
  /** @atomic @guarded lock */
  private fifoLevel: u32 = fifoLevelAtReset;
  /** @atomic @guarded lock */
  private mask: u32 = 0;
  /** @atomic @guarded lock */
  private lowPower: u32 = 0;
  /** @atomic @guarded lock */
  private integerBaudRate: u32 = 0;
  /** @atomic @guarded lock */
  private fractionalBaudRate: u32 = 0;
  /** @atomic @guarded lock */
  private dmaControl: u32 = 0;
  /** The transmit FIFO has run empty since the guest cleared its interrupt. @atomic @guarded lock */
  private transmitted = false;
  /** Level of the interrupt line. @guarded lock */
  private raised = false;

  /** @param intid SPI of the interrupt line */
  constructor(
    private readonly gic: VirtualGic,
    private readonly intid: u32,
    private readonly output: ByteSink,
  ) {}

  /** As after power-on. The guest does not run. */
  reset(): void {
    const interrupts = this.lock.lock();
    this.fifo.clear();
    this.lineControl = 0;
    this.control = controlAtReset;
    this.fifoLevel = fifoLevelAtReset;
    this.mask = 0;
    this.lowPower = 0;
    this.integerBaudRate = 0;
    this.fractionalBaudRate = 0;
    this.dmaControl = 0;
    this.transmitted = false;
    this.configureFifo();
    this.update();
    this.lock.unlock(interrupts);
  }

  /** A byte comes in; false, and nothing happens, while the FIFO is full. Any CPU, any task. */
  receive(byte: u8): boolean {
    const interrupts = this.lock.lock();
    const fits = !this.fifo.isFull();
    if (fits) {
      this.fifo.push(byte);
      this.update();
    }
    this.lock.unlock(interrupts);
    return fits;
  }

  /** @nothrow @noalloc */
  read(offset: u64, _bytes: u32): u64 {
    const at = lowU32(offset);
    if (at === Pl011Register.Flag) return BigInt(this.flags());
    if (at === Pl011Register.Data) return BigInt(this.takeByte());
    return BigInt(this.readOther(at));
  }

  /** @nothrow @noalloc */
  write(offset: u64, _bytes: u32, value: u64): void {
    const at = lowU32(offset);
    if (at === Pl011Register.Data) this.output.put(lowU8(value));
    const interrupts = this.lock.lock();
    this.writeRegister(at, lowU32(value) & 0xffff);
    this.update();
    this.lock.unlock(interrupts);
  }

  private flags(): u32 {
    const length = this.fifo.length;
    if (length === 0) return flag.transmitEmpty | flag.modem | flag.receiveEmpty;
    return flag.transmitEmpty | flag.modem | (this.fifo.isFull() ? flag.receiveFull : 0);
  }

  private takeByte(): u8 {
    const interrupts = this.lock.lock();
    const taken = this.fifo.length !== 0;
    const byte = this.fifo.take();
    if (taken) this.update();
    this.lock.unlock(interrupts);
    if (taken) this.output.inputTaken();
    return byte;
  }

  private readOther(at: u32): u32 {
    switch (at) {
      case Pl011Register.LowPower:
        return this.lowPower;
      case Pl011Register.IntegerBaudRate:
        return this.integerBaudRate;
      case Pl011Register.FractionalBaudRate:
        return this.fractionalBaudRate;
      case Pl011Register.LineControl:
        return this.lineControl;
      case Pl011Register.Control:
        return this.control;
      case Pl011Register.FifoLevel:
        return this.fifoLevel;
      case Pl011Register.InterruptMask:
        return this.mask;
      case Pl011Register.RawInterrupt:
        return this.rawInterrupts();
      case Pl011Register.MaskedInterrupt:
        return this.rawInterrupts() & this.mask;
      case Pl011Register.DmaControl:
        return this.dmaControl;
      default:
        return at >= Pl011Register.Identification && at < 0x1000 ? identification[(at - Pl011Register.Identification) >>> 2]! : 0;
    }
  }

  /** The rest (UARTRSR, which has no errors to clear, and what can only be read) ignores writes. */
  private writeRegister(at: u32, value: u32): void {
    switch (at) {
      case Pl011Register.Data:
        this.transmitted = true;
        return;
      case Pl011Register.LowPower:
        this.lowPower = value & 0xff;
        return;
      case Pl011Register.IntegerBaudRate:
        this.integerBaudRate = value;
        return;
      case Pl011Register.FractionalBaudRate:
        this.fractionalBaudRate = value & 0x3f;
        return;
      case Pl011Register.LineControl:
        this.lineControl = value & 0xff;
        return this.configureFifo();
      case Pl011Register.Control:
        this.control = value;
        return;
      case Pl011Register.FifoLevel:
        this.fifoLevel = value & 0x3f;
        return this.configureFifo();
      case Pl011Register.InterruptMask:
        this.mask = value & interrupt.all;
        return;
      case Pl011Register.InterruptClear:
        if ((value & interrupt.transmit) !== 0) this.transmitted = false;
        return;
      case Pl011Register.DmaControl:
        this.dmaControl = value & 0x7;
        return;
      default:
        return;
    }
  }

  private configureFifo(): void {
    this.fifo.configure((this.lineControl & fifoEnable) !== 0, (this.fifoLevel >>> 3) & 0x7);
  }

  /** The receive interrupts follow the FIFO: cleared while bytes wait, the timeout would only raise them again. */
  private rawInterrupts(): u32 {
    const transmit = this.transmitted ? interrupt.transmit : 0;
    if (this.fifo.length === 0) return transmit;
    return transmit | interrupt.receiveTimeout | (this.fifo.length >= this.fifo.trigger ? interrupt.receive : 0);
  }

  private update(): void {
    const raised = (this.rawInterrupts() & this.mask) !== 0;
    if (raised === this.raised) return;
    this.raised = raised;
    this.gic.setLine(this.intid, raised);
  }
}
