import { targetPath } from "../../../fs/copy.js";
import { moveEntry } from "../../../fs/move.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { eachSource } from "./each-source.js";

export const mv = command("mv", "Move or rename files and directories")
  .argument(pathArgument("path", "what to move, and last where to: a new name or a directory", Repeat.OneOrMore))
  .run((call) => {
    const { files, cwd } = call.shell;
    eachSource(call, (from, to) => moveEntry(files, from, targetPath(files, from, to, cwd), cwd));
  });
