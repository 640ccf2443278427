import { removeEntry, RemoveDirectories } from "../../../fs/remove.js";
import type { Call } from "../../call.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { eachPath } from "./each-path.js";

export const rm = command("rm", "Remove files and directories")
  .argument(pathArgument("path", "what to remove", Repeat.OneOrMore))
  .flag("recursive", "r", "directories with all that they hold")
  .flag("force", "f", "what does not exist is no error")
  .flag("dir", "d", "empty directories too")
  .note("A running VM keeps what it was made of: its images are read when it is created.")
  .run((call) => {
    const { files, cwd } = call.shell;
    eachPath(call, "path", (path) => {
      if (call.has("force") && isMissing(call, path)) return;
      removeEntry(files, path, cwd, directoriesToRemove(call));
    });
  });

function directoriesToRemove(call: Call): RemoveDirectories {
  if (call.has("recursive")) return RemoveDirectories.All;
  return call.has("dir") ? RemoveDirectories.Empty : RemoveDirectories.None;
}

function isMissing(call: Call, path: string): boolean {
  return !call.shell.files.hasEntry(path, call.shell.cwd);
}
