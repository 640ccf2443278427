import { copyFile, copyTree, targetPath } from "../../../fs/copy.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { eachSource } from "./each-source.js";

export const cp = command("cp", "Copy files and directories")
  .argument(pathArgument("path", "what to copy, and last where to: a new name or a directory", Repeat.OneOrMore))
  .flag("recursive", "r", "directories with all that they hold")
  .run((call) => {
    const { files, cwd } = call.shell;
    eachSource(call, (from, to) => {
      const target = targetPath(files, from, to, cwd);
      if (call.has("recursive")) copyTree(files, from, target, cwd);
      else copyFile(files, from, target, cwd);
    });
  });
