import { productName, productVersion } from "../../boot/product.js";
import { command } from "../command.js";

const architecture = "aarch64";

export const uname = command("uname", "Name the system")
  .flag("all", "a", "everything")
  .flag("kernel-name", "s", "the system's name; this alone when no option is given")
  .flag("kernel-release", "r", "its version")
  .flag("machine", "m", "the processor's architecture")
  .run((call) => {
    const parts: string[] = [];
    const all = call.has("all");
    const none = !call.has("kernel-name") && !call.has("kernel-release") && !call.has("machine");
    if (all || none || call.has("kernel-name")) parts.push(productName);
    if (all || call.has("kernel-release")) parts.push(productVersion);
    if (all || call.has("machine")) parts.push(architecture);
    call.out.text(parts.join(" "));
  });
