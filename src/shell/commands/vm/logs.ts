import { lastLines } from "../../../console/kept-output.js";
import { parseInteger } from "../../../std/index.js";
import { command, Repeat, vmArgument, WordKind } from "../../command.js";
import { lookUpVm } from "../../vm-lookup.js";

export const logs = command("logs", "Print what a VM's console has shown")
  .argument(vmArgument("vm", Repeat.One))
  .option({ name: "lines", short: "n", summary: "only the last N", valueName: "N", kind: WordKind.Number, choices: [] })
  .flag("follow", "f", "go on with what comes, until Ctrl-C or the end of the VM's run")
  .note("The last 64 KB are kept, over all runs of the VM.")
  .run((call) => {
    const vm = lookUpVm(call, call.argument("vm"));
    if (vm === null) return;
    const lines = parseInteger(call.option("lines") ?? "");
    if (call.has("follow")) call.shell.vms.followLog(vm.id, lines, (piece) => call.out.content(piece));
    else call.out.content(lastLines(call.shell.vms.consoleLog(vm.id), lines));
  });
