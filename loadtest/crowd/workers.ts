import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CrowdPlan, CrowdReport, FromWorker, ToWorker } from "./crowd-plan.ts";
import { pinnedTo } from "./pinning.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** The processes of a crowd, on `core`. */
export class Workers {
  readonly #children: ChildProcess[];
  #failure: ((error: Error) => void) | undefined;

  constructor(count: number, core: number) {
    const { file, args } = pinnedTo(core, { file: process.execPath, args: [WORKER] });
    this.#children = Array.from({ length: count }, () => spawn(file, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] }));
    for (const child of this.#children) child.on("exit", (code) => this.#failure?.(new Error(`a worker ended with code ${code}`)));
  }

  /** Resolves once everybody who could has joined. */
  async join(plans: readonly CrowdPlan[]): Promise<void> {
    await this.#all((index) => ({ do: "join", plan: plans[index] as CrowdPlan }), "joined");
  }

  measure(): void {
    for (const child of this.#children) child.send({ do: "measure" } satisfies ToWorker);
  }

  /** What each worker saw since `measure`; they leave and end. */
  async report(): Promise<CrowdReport[]> {
    const answers = await this.#all(() => ({ do: "report" }), "report");
    return answers.flatMap((answer) => (answer.is === "report" ? [answer.report] : []));
  }

  stop(): void {
    for (const child of this.#children) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }

  #all(message: (index: number) => ToWorker, wanted: FromWorker["is"]): Promise<FromWorker[]> {
    const answers = this.#children.map(
      (child, index) =>
        new Promise<FromWorker>((resolve) => {
          const hear = (answer: FromWorker) => {
            if (answer.is !== wanted) return;
            child.off("message", hear);
            resolve(answer);
          };
          child.on("message", hear);
          child.send(message(index));
        }),
    );
    const failed = new Promise<never>((_, reject) => {
      this.#failure = reject;
    });
    return Promise.race([Promise.all(answers), failed]).finally(() => {
      this.#failure = undefined;
    });
  }
}
