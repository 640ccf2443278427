import { FileError } from "../../../fs/file-tree.js";
import { DirectoryNode } from "../../../fs/nodes.js";
import { nodeAt, placePath } from "../../../fs/path-walk.js";
import { command, Repeat, WordKind } from "../../command.js";

export const cd = command("cd", "Change the working directory")
  .argument({ name: "directory", summary: "where to go; / when left out", kind: WordKind.Directory, repeat: Repeat.Optional, choices: [] })
  .run((call) => {
    const path = call.arguments("directory").length > 0 ? call.argument("directory") : "/";
    const place = call.shell.files.place(path, call.shell.cwd);
    if (!(nodeAt(place, path) instanceof DirectoryNode)) throw new FileError(path, "is not a directory");
    call.shell.cwd = placePath(place);
  });
