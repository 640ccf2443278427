import { touchFile } from "../../../fs/write-file.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { eachPath } from "./each-path.js";

export const touch = command("touch", "Make empty files where there are none")
  .argument(pathArgument("file", "what to make", Repeat.OneOrMore))
  .run((call) => eachPath(call, "file", (path) => touchFile(call.shell.files, path, call.shell.cwd)));
