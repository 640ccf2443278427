import { FileError } from "../../../fs/file-tree.js";
import type { u32 } from "../../../std/index.js";
import type { Call } from "../../call.js";
import { command, pathArgument, Repeat } from "../../command.js";
import type { Creation } from "../../shell-context.js";
import { vmTitle } from "../../vm-lookup.js";

export const create = command("create", "Make VMs from configuration files")
  .argument(pathArgument("file", "TOML files in AxVisor's guest format", Repeat.OneOrMore))
  .note("Each file is dealt with on its own: one that fails does not keep the others from being made.")
  .run((call) => {
    const files = call.arguments("file");
    let made: u32 = 0;
    for (const file of files) if (createOne(call, file)) made++;
    if (files.length > 1) call.out.text(`${made} of ${files.length} VMs made.`);
    if (made > 0) call.out.hint("'vm start' boots them.");
  });

function createOne(call: Call, file: string): boolean {
  try {
    return reportCreation(call, call.shell.vms.create(call.shell.files.absolutePath(file, call.shell.cwd)));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.out.failure(error.message);
    return false;
  }
}

function reportCreation(call: Call, creation: Creation): boolean {
  for (const warning of creation.warnings) call.out.warning(warning);
  for (const problem of creation.problems) call.out.failure(problem);
  if (creation.vm === null) return false;
  call.out.success(`${vmTitle(creation.vm)} made`);
  return true;
}
