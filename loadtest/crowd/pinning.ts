import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** A command and its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** `command` bound to one core where the system can do so, so that the crowd does not take the server's time. */
export function pinnedTo(core: number, command: Command): Command {
  return canPin() ? { file: "taskset", args: ["-c", String(core), command.file, ...command.args] } : command;
}

/** Binds the main thread of a running process, which runs its JavaScript; compilation and garbage collection beside it stay free. */
export function pinMainThread(core: number, pid: number | undefined): void {
  if (pid !== undefined && canPin()) spawnSync("taskset", ["-cp", String(core), String(pid)], { stdio: "ignore" });
}

/** True where processes can be bound to cores, and there are two of them. */
export function canPin(): boolean {
  return availableParallelism() > 1 && spawnSync("taskset", ["-V"], { stdio: "ignore" }).status === 0;
}
