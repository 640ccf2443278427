import { makeDirectories, makeDirectory } from "../../../fs/write-file.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { eachPath } from "./each-path.js";

export const mkdir = command("mkdir", "Make directories")
  .argument(pathArgument("directory", "what to make", Repeat.OneOrMore))
  .flag("parents", "p", "also those on the way to it; one that exists is no error")
  .run((call) => {
    const { files, cwd } = call.shell;
    eachPath(call, "directory", (path) => {
      if (call.has("parents")) makeDirectories(files, path, cwd);
      else makeDirectory(files, path, cwd);
    });
  });
