/** What happens after an exit; the numbers are those that arch/aarch64/exceptions tests. */
export enum ExitVerdict {
  /** Straight back to the guest. */
  Resume = 0,
  /** `VcpuContext.run` returns: the vCPU's task looks at what is asked of it. */
  Leave = 1,
}
