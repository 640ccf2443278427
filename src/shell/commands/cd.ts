import { joinPath, normalizePath } from "../../fs/paths.js";
import { command, Repeat, WordKind } from "../command.js";

export const cd = command("cd", "Change the working directory")
  .argument({ name: "directory", summary: "where to go; / when left out", kind: WordKind.Directory, repeat: Repeat.Optional, choices: [] })
  .run((call) => {
    const word = call.argument("directory");
    const path = word === "" ? "/" : word;
    call.shell.files.directory(path, call.shell.cwd);
    call.shell.cwd = normalizePath(joinPath(call.shell.cwd, path));
  });
