import { type Answer, html, json } from "./answer";
import type { Clock } from "./clock";
import { type Call, isObject } from "./request";

/**
 * What can go wrong on command.
 * `slow` answers late, `held` begins when it is released, `hang` never; `close_socket` drops the connection before anything happened,
 * `after_answer_drop` after the provider has done what was asked, `cut_body` in the middle of the answer, and `hang_midway` keeps the
 * connection open there.
 */
export type FaultName =
  | "403"
  | "429"
  | "500"
  | "503"
  | "html"
  | "bad_json"
  | "wrong_types"
  | "200_with_error"
  | "slow"
  | "held"
  | "hang"
  | "close_socket"
  | "after_answer_drop"
  | "cut_body"
  | "hang_midway";

export type Fault = {
  fault: FaultName;
  /** How many requests it hits; without it and `forMs` all until `clearFaults`. */
  times?: number;
  /** How long it lasts on the simulator's clock. */
  forMs?: number;
  /** Part of the path of the requests it hits; all without it. */
  path?: string;
  method?: string;
  /** So many matching requests pass first. */
  skip?: number;
  /** Hits only every nth matching request. */
  every?: number;
  /** How late `slow` answers; 3,000 without it. */
  ms?: number;
};

type Gate = { opened: Promise<void>; open: () => void };

function createGate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

type Armed = Fault & { seen: number; hits: number; until: number };

export type Faults = ReturnType<typeof createFaults>;

/** Keeps the faults that are set and says which one hits a request. */
export function createFaults(clock: Clock) {
  let armed: Armed[] = [];
  let gate = createGate();
  const openGate = () => {
    gate.open();
    gate = createGate();
  };
  return {
    set(fault: Fault) {
      armed.push({ ...fault, seen: 0, hits: 0, until: fault.forMs === undefined ? Infinity : clock.now() + fault.forMs });
    },
    clear() {
      armed = [];
      openGate();
    },
    /** Lets go of all requests that are held, and holds no more. */
    release() {
      armed = armed.filter(({ fault }) => fault !== "held");
      openGate();
    },
    /** Resolves when those are let go that are held now. */
    released: (): Promise<void> => gate.opened,
    /** The first fault that hits this request; asking counts. */
    take(call: Call): Fault | undefined {
      armed = armed.filter((fault) => clock.now() < fault.until && fault.hits < (fault.times ?? Infinity));
      for (const fault of armed) {
        if (fault.method && fault.method !== call.method) continue;
        if (fault.path && !call.path.includes(fault.path)) continue;
        fault.seen += 1;
        if (fault.seen <= (fault.skip ?? 0)) continue;
        if ((fault.seen - (fault.skip ?? 0)) % (fault.every ?? 1) !== 0) continue;
        fault.hits += 1;
        return fault;
      }
      return undefined;
    },
  };
}

/** The provider's own words for faults that are answers of its own. */
export type Refusals = { forbidden(call: Call): Answer; limited(call: Call): Answer; failed(call: Call): Answer };

/** The answer in place of the provider's, or undefined when the provider is to answer. */
export function answerOf(fault: Fault, call: Call, refusals: Refusals): Answer | undefined {
  switch (fault.fault) {
    case "403":
      return refusals.forbidden(call);
    case "429":
      return refusals.limited(call);
    case "500":
      return { ...refusals.failed(call), status: 500 };
    case "503":
      return html(503, "<html><body><h1>Service Unavailable</h1></body></html>");
    case "html":
      return html(200, "<!DOCTYPE html><html><head><title>We will be back soon</title></head><body>Maintenance</body></html>");
    case "200_with_error":
      return { ...refusals.failed(call), status: 200 };
    default:
      return undefined;
  }
}

/** Spoils a good answer: JSON that stops in the middle, or fields of other types than promised. */
export function spoil(fault: Fault, answer: Answer): Answer {
  if (fault.fault === "bad_json") return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length * 0.6)) || "{" };
  if (fault.fault === "wrong_types")
    return { ...json(answer.status, lie(JSON.parse(answer.body || "{}"))), headers: answer.headers };
  return answer;
}

/** Every leaf becomes a value of another type; lists of objects stay lists, so that the lie is found only inside. */
function lie(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isObject) ? value.map(lie) : { "0": "list" };
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lie(inner)]));
  if (typeof value === "number") return "several";
  if (typeof value === "string") return { text: value };
  if (typeof value === "boolean") return "perhaps";
  return value;
}
