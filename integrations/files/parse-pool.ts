import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { FileRefused } from "./refused";
import type { ThreadAnswer, ThreadRequest } from "./thread";

export type PoolOptions = {
  /** The thread's script, which calls `serveJobs`: a `.ts` file under tsx, a bundled `.mjs` otherwise. */
  script: URL;
  threads: number;
  /** CONTRACT, limits: 30 s per file. The thread's start does not count. */
  timeLimitMs?: number;
  /** JavaScript heap of one thread. */
  heapMb?: number;
  /** A thread without work ends after this time, so that memory goes back. */
  idleMs?: number;
};

const TOO_SLOW = "Reading the file took too long, so it was given up. It is probably damaged.";
const TOO_BIG = "Reading the file needed more memory than is allowed. It is probably damaged.";

type Task<Input, Output> = {
  input: Input;
  transfer: ArrayBuffer[];
  resolve(output: Output): void;
  reject(error: unknown): void;
};

/**
 * A fixed number of threads that run one job each at a time, in the order asked. A job that exceeds its time or memory, or
 * crashes its thread, is rejected and the thread replaced; the others go on. Threads start when there is work for them.
 */
export class ThreadPool<Input, Output> {
  private readonly waiting: Task<Input, Output>[] = [];
  private readonly seats: Seat<Input, Output>[];
  private closed = false;

  constructor(options: PoolOptions) {
    this.seats = Array.from({ length: Math.max(1, options.threads) }, () => new Seat(options, () => this.next()));
  }

  /**
   * Runs the thread's job. Rejects with `FileRefused` where the job refused the file or went past its limits, with an `Error`
   * where it failed otherwise. Buffers named in `transfer` are given away.
   */
  run(input: Input, transfer: ArrayBuffer[] = []): Promise<Output> {
    if (this.closed) return Promise.reject(new Error("The pool is closed"));
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, transfer, resolve, reject });
      this.next();
    });
  }

  /** Ends all threads; jobs that run or wait are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    for (const task of this.waiting.splice(0)) task.reject(new Error("The pool was closed"));
    await Promise.all(this.seats.map((seat) => seat.end(new Error("The pool was closed"))));
  }

  private next(): void {
    for (const seat of this.seats) {
      if (this.waiting.length === 0) return;
      if (seat.free) {
        const task = this.waiting.shift();
        if (task) seat.take(task);
      }
    }
  }
}

/** One place in the pool: at most one thread, at most one task. */
class Seat<Input, Output> {
  private worker: Worker | null = null;
  private ready = false;
  private task: Task<Input, Output> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private jobs = 0;

  constructor(
    private readonly options: PoolOptions,
    private readonly freed: () => void,
  ) {}

  get free(): boolean {
    return this.task === null;
  }

  take(task: Task<Input, Output>): void {
    this.task = task;
    this.stopTimer();
    this.worker ??= this.start();
    this.worker.ref();
    if (this.ready) this.send();
  }

  async end(error: unknown): Promise<void> {
    this.stopTimer();
    const { worker, task } = this;
    this.worker = null;
    this.ready = false;
    this.task = null;
    task?.reject(error);
    await worker?.terminate();
  }

  private start(): Worker {
    const { script, heapMb = 512 } = this.options;
    const resourceLimits = { maxOldGenerationSizeMb: heapMb };
    const worker = script.pathname.endsWith(".ts")
      ? new Worker(typeScriptStart(script), { eval: true, resourceLimits })
      : new Worker(script, { resourceLimits });
    worker.on("message", (answer: ThreadAnswer) => {
      if (worker === this.worker) this.hear(answer);
    });
    worker.on("error", (error: Error & { code?: string }) => {
      if (worker === this.worker) this.lose(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new FileRefused(TOO_BIG) : error);
    });
    worker.on("exit", () => {
      if (worker === this.worker) this.lose(new Error("A parsing thread ended by itself"));
    });
    return worker;
  }

  private send(): void {
    const { worker, task } = this;
    if (!worker || !task) return;
    this.jobs++;
    this.timer = setTimeout(() => this.lose(new FileRefused(TOO_SLOW)), this.options.timeLimitMs ?? 30_000);
    worker.postMessage({ id: this.jobs, input: task.input } satisfies ThreadRequest, task.transfer);
  }

  private hear(answer: ThreadAnswer): void {
    if (answer.kind === "ready") {
      this.ready = true;
      this.send();
      return;
    }
    if (answer.id !== this.jobs || !this.task) return;
    const { task } = this;
    this.stopTimer();
    this.task = null;
    this.rest();
    if (answer.kind === "done") task.resolve(answer.output as Output);
    else task.reject(answer.kind === "refused" ? new FileRefused(answer.reason) : new Error(answer.message));
    this.freed();
  }

  /** The thread is gone or must go; its task fails, the next task gets a new thread. */
  private lose(error: unknown): void {
    void this.end(error);
    this.freed();
  }

  private rest(): void {
    this.worker?.unref();
    this.timer = setTimeout(() => void this.end(null), this.options.idleMs ?? 15_000);
    this.timer.unref();
  }

  private stopTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

/**
 * Threads do not inherit the loader of tsx: in development the thread registers it before it imports its script. The ESM file
 * is named outright because the CommonJS one beside it looks for a module that its package does not contain (tsx 4.23).
 */
function typeScriptStart(script: URL): string {
  const tsx = pathToFileURL(
    createRequire(script)
      .resolve("tsx/esm/api")
      .replace(/\.cjs$/, ".mjs"),
  ).href;
  return `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); })`;
}
