import { command } from "../command.js";
import { sizeText } from "../size-text.js";

export const free = command("free", "Show how much memory is left, and what else VMs take")
  .flag("bytes", "b", "in bytes")
  .run((call) => {
    const use = call.shell.machine.memoryUse();
    const inBytes = call.has("bytes");
    const text = (bytes: bigint): string => (inBytes ? String(bytes) : sizeText(bytes));
    call.out.text(`Free for guests:  ${text(use.guestFree)}`);
    call.out.text(`Hypervisor heap:  ${text(use.heapUsed)} of ${text(use.heapSize)} in use`);
    const space = call.shell.files.space;
    call.out.text(`Files written:    ${text(BigInt(space.used))} of ${text(BigInt(space.limit))}`);
    call.out.text(`Tasks:            ${use.tasks}`);
    call.out.text(`Timers:           ${use.timers}`);
    call.out.text(`VMIDs:            ${use.vmids}`);
    if (use.leakedVms > 0) call.out.warning(`${use.leakedVms} deleted VMs are still held: their objects are not freed`);
  });
