/** The device memory of one guest: where its GPAs lead. */
import { ExtentList, maximum } from "../../memory/extent-list.js";
import type { u64 } from "../../std/index.js";

/** Whole pages. */
export interface DeviceMap {
  readonly gpa: u64;
  readonly hpa: u64;
  readonly bytes: u64;
}

/** Whole pages. Of no use any more once `add` has said false. */
export class DeviceMaps {
  /** GPA = HPA. */
  private readonly identity = new ExtentList();
  /** GPAs of `moved`. */
  private readonly movedGpas = new ExtentList();
  private readonly moved: DeviceMap[] = [];

  /** Pages at the machine's address; those that are there already count once. */
  addIdentity(base: u64, bytes: u64): void {
    this.identity.remove(base, bytes);
    this.identity.add(base, bytes);
  }

  /** False where a GPA would lead to two places. */
  add(map: DeviceMap): boolean {
    if (map.gpa === map.hpa) {
      this.addIdentity(map.gpa, map.bytes);
    } else {
      if (!this.movedGpas.add(map.gpa, map.bytes)) return false;
      this.moved.push(map);
    }
    return !this.isAmbiguous();
  }

  /** Each GPA once. */
  list(): DeviceMap[] {
    const maps = this.identity.list().map((extent): DeviceMap => ({ gpa: extent.base, hpa: extent.base, bytes: extent.bytes }));
    return maps.concat(this.moved);
  }

  /** First GPA after all of them. */
  get end(): u64 {
    let end: u64 = 0n;
    for (const map of this.list()) end = maximum(end, map.gpa + map.bytes);
    return end;
  }

  private isAmbiguous(): boolean {
    for (const map of this.moved) {
      for (const extent of this.identity.list()) {
        if (map.gpa < extent.base + extent.bytes && extent.base < map.gpa + map.bytes) return true;
      }
    }
    return false;
  }
}
