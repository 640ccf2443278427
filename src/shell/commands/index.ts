/** The tree of all commands. A new command is a file beside this one and a line here. */
import type { Command } from "../command.js";
import { command } from "../command.js";
import { clear } from "./clear.js";
import { echo } from "./files/echo.js";
import { cat } from "./files/cat.js";
import { cd } from "./files/cd.js";
import { cp } from "./files/cp.js";
import { ls } from "./files/ls.js";
import { mkdir } from "./files/mkdir.js";
import { mv } from "./files/mv.js";
import { pwd } from "./files/pwd.js";
import { rm } from "./files/rm.js";
import { touch } from "./files/touch.js";
import { exit } from "./exit.js";
import { free } from "./free.js";
import { help } from "./help.js";
import { log } from "./log.js";
import { uname } from "./uname.js";
import { vm } from "./vm/index.js";

export const commandTree: Command = command("tsvisor", "All commands")
  .subcommand(help)
  .subcommand(vm)
  .subcommand(log)
  .subcommand(ls)
  .subcommand(cat)
  .subcommand(cd)
  .subcommand(pwd)
  .subcommand(echo)
  .subcommand(mkdir)
  .subcommand(touch)
  .subcommand(cp)
  .subcommand(mv)
  .subcommand(rm)
  .subcommand(free)
  .subcommand(uname)
  .subcommand(clear)
  .subcommand(exit);
