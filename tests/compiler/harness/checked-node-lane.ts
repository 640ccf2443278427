/** Test programs on Node with C's integer semantics: what traps in C throws here. All of a test file are checked together. */
import type * as ts from "typescript";
import type { Profile } from "../../../src/compiler/hir/nodes.js";
import { emitModule, emittableProgram, laneOptions } from "../../../src/compiler/node/emit.js";
import { runModule } from "./node-lane.js";
import { root, type Ending } from "./toolchain.js";

export class CheckedNodeLane {
  private readonly program: ts.Program;

  constructor(
    sources: ReadonlyMap<string, string>,
    private readonly profile: Profile,
  ) {
    this.program = emittableProgram([...sources.keys()], sources, profile);
  }

  run(path: string): Ending {
    const emitted = emitModule(this.program, path, laneOptions(this.profile, root));
    if (emitted === null) throw new Error(`${path} was not emitted`);
    return runModule(emitted.code, "js");
  }
}
