/** How the hypervisor calls itself. */
export const productName = "tsvisor";
/** As in package.json. */
export const productVersion = "0.1.0";
