export { VcpuContext } from "./vcpu-context.js";
export { GuestRegister } from "./guest-register.js";
