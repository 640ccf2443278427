/** A device tree that cannot be understood. The message names the place: an offset, or a node's path. */
export class FdtError extends Error {}
