/** Why an operation is not possible in a state: the words after `VM[0] `. Null: it is possible. */
import { VmState } from "./vm-state.js";

export function whyNotStart(state: VmState): string | null {
  switch (state) {
    case VmState.Loaded:
    case VmState.Stopped:
      return null;
    case VmState.Running:
      return "is already running";
    case VmState.Suspended:
      return "is suspended, use 'vm resume'";
    case VmState.Stopping:
      return "is stopping, wait for it to fully stop";
    case VmState.Loading:
      return "is still loading";
  }
}

/** @param force takes the vCPUs away, also from a guest that was asked to shut down */
export function whyNotStop(state: VmState, force: boolean): string | null {
  switch (state) {
    case VmState.Running:
    case VmState.Suspended:
    case VmState.Loading:
    case VmState.Loaded:
      return null;
    case VmState.Stopping:
      return force ? null : "is already stopping, use --force to push it";
    case VmState.Stopped:
      return "is already stopped";
  }
}

/** @param force asks no guest; a VM that is stopping already may be restarted too */
export function whyNotRestart(state: VmState, force: boolean): string | null {
  switch (state) {
    case VmState.Stopped:
    case VmState.Loaded:
    case VmState.Running:
    case VmState.Suspended:
      return null;
    case VmState.Stopping:
      return force ? null : "is stopping, wait for it to fully stop, or use --force to restart it as soon as it has";
    case VmState.Loading:
      return "is still loading, wait for it";
  }
}

/** @param force stops the VM first, whatever its state */
export function whyNotDelete(state: VmState, force: boolean): string | null {
  if (force) return null;
  switch (state) {
    case VmState.Stopped:
      return null;
    case VmState.Running:
      return "is running, stop it first with 'vm stop', or use --force";
    case VmState.Suspended:
      return "is suspended, stop it first with 'vm stop', or use --force";
    case VmState.Stopping:
      return "is stopping, wait for it to fully stop, or use --force";
    case VmState.Loaded:
      return "is loaded and was not stopped, use 'vm stop' first, or --force";
    case VmState.Loading:
      return "is still loading, wait for it, or use --force";
  }
}

export function whyNotSuspend(state: VmState): string | null {
  switch (state) {
    case VmState.Running:
      return null;
    case VmState.Suspended:
      return "is already suspended, use 'vm resume' to continue";
    case VmState.Loaded:
    case VmState.Stopped:
      return "is not running, use 'vm start'";
    case VmState.Stopping:
      return "is stopping, there is nothing to suspend";
    case VmState.Loading:
      return "is still loading, wait for it to run";
  }
}

export function whyNotResume(state: VmState): string | null {
  switch (state) {
    case VmState.Suspended:
      return null;
    case VmState.Running:
      return "is already running";
    case VmState.Loaded:
    case VmState.Stopped:
      return "is not suspended, use 'vm start'";
    case VmState.Stopping:
      return "is stopping, wait for it to fully stop";
    case VmState.Loading:
      return "is still loading";
  }
}
