export { VcpuContext } from "./vcpu-context.js";
