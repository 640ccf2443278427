/** The events of all functions, each looked at with what is known of those that it calls. */
import type { HirFunction } from "../../hir/nodes.js";
import { perFunction } from "../../hir/per-function.js";
import { mentionsOf } from "../../hir/walk.js";
import type { Call } from "./events.js";
import type { FieldFacts } from "./field-facts.js";
import { FunctionEvents, type EventContext } from "./function-events.js";
import { fieldPlace } from "./value-flow.js";

/** Rounds in which functions that give new objects are found: each lets the callers of the last one be seen. */
const freshRounds = 4;

type Known = Pick<EventContext, "flow" | "retentions" | "facts">;
type Events = Map<HirFunction, FunctionEvents>;

export interface FoundEvents {
  readonly events: ReadonlyMap<HirFunction, FunctionEvents>;
  /** What the last round knew. */
  readonly context: EventContext;
}

/** Also finds which fields are parts of their objects. */
export function findEvents(functions: ReadonlySet<HirFunction>, known: Known): FoundEvents {
  let context: EventContext = { ...known, fresh: new Set(), passing: new Map() };
  const events: Events = new Map([...functions].map((f) => [f, new FunctionEvents(f, context)]));
  for (let round = 1; round < freshRounds; round++) {
    const fresh = new Set([...events].filter(([, each]) => each.returnsFresh).map(([f]) => f));
    const passing = new Map([...events].flatMap(([f, each]) => passedBy(f, each)));
    const parts = findParts(known.facts, events);
    const concerned = new Set([...callersOfChanged(functions, context, { ...known, fresh, passing }), ...thoseThatName(parts, functions)]);
    context = { ...known, fresh, passing };
    if (concerned.size === 0) break;
    for (const f of concerned) events.set(f, new FunctionEvents(f, context));
  }
  return { events, context };
}

/** Functions that call one of which something else is known now. */
function callersOfChanged(functions: ReadonlySet<HirFunction>, before: EventContext, now: EventContext): readonly HirFunction[] {
  const changed = [...functions].filter((f) => before.fresh.has(f) !== now.fresh.has(f) || before.passing.get(f) !== now.passing.get(f));
  return changed.flatMap((f) => [...now.flow.callersOf(f)]);
}

function thoseThatName(places: ReadonlySet<string>, functions: ReadonlySet<HirFunction>): readonly HirFunction[] {
  if (places.size === 0) return [];
  return [...functions].filter((f) => [...placesNamedBy(f)].some((place) => places.has(place)));
}

/** Fields that it reads. */
const placesNamedBy = perFunction((f): ReadonlySet<string> => {
  const fields = mentionsOf(f).filter((node) => node.kind === "field");
  return new Set(fields.map((e) => fieldPlace(e.class, e.field)));
});

function passedBy(f: HirFunction, { returned }: FunctionEvents): readonly (readonly [HirFunction, number])[] {
  const [n] = returned;
  return returned.size === 1 && n !== undefined && n >= 0 ? [[f, n]] : [];
}

/** Fields that constructors fill with what their callers have just made: those of them that were not known as parts. */
function findParts(facts: FieldFacts, events: Events): ReadonlySet<string> {
  const given = new Map<HirFunction, Call[]>();
  for (const source of facts.fromParameter.values()) if (source !== null) given.set(source.constructor_, []);
  for (const { events: all } of events.values()) {
    for (const event of all) if (event.kind === "call") for (const callee of event.callees) given.get(callee)?.push(event);
  }
  const found = new Set<string>();
  for (const [place, source] of facts.fromParameter) {
    const calls = source === null ? [] : (given.get(source.constructor_) ?? []);
    const isPart = calls.length > 0 && calls.every((call) => call.bases[source!.n]?.root === "young");
    if (isPart && facts.makePart(place)) found.add(place);
  }
  return found;
}
