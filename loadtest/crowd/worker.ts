import { setTimeout as wait } from "node:timers/promises";
import { gameById } from "../../rooms/games.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { CrowdMember } from "./crowd-member.ts";
import type { CrowdPlan, CrowdReport, FromWorker, ToWorker } from "./crowd-plan.ts";
import { Pace } from "./pace.ts";
import { newGuest } from "./player.ts";
import { quantile } from "./quantile.ts";

/** One process of the crowd: joins, plays and measures as its parent says; ends with it. */
const members: CrowdMember[] = [];
const joinMs: number[] = [];
const errors: string[] = [];
const closed: string[] = [];
let pace: Pace | undefined;
let cpuBefore = process.cpuUsage();
let markedAtMs = 0;
let measuring = false;

process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined);
process.on("uncaughtException", (error) => errors.push(error.stack ?? String(error)));
process.on("unhandledRejection", (error) => errors.push(String(error)));
process.on("message", async (message: ToWorker) => {
  if (message.do === "join") await join(message.plan);
  else if (message.do === "measure") measure();
  else await report();
});

async function join(plan: CrowdPlan): Promise<void> {
  const game = gameById(plan.game);
  if (!game) throw new Error(`no game "${plan.game}"`);
  pace = new Pace(1000 / game.tickHz);
  const rooms = plan.perRoom > 0 ? Math.ceil(plan.players / plan.perRoom) : 0;
  const opened: Promise<string>[] = [];
  const beganMs = performance.now();
  const joins: Promise<unknown>[] = [];
  for (let index = 0; index < plan.players; index++) {
    await wait(Math.max(0, beganMs + (index * 1000) / plan.joinsPerSecond - performance.now()));
    const room = rooms > 0 ? Math.floor(index / plan.perRoom) : -1;
    const entered =
      plan.roomId !== undefined
        ? byId(plan, game, index, Promise.resolve(plan.roomId))
        : room < 0
          ? quick(plan, game, index)
          : opened[room]
            ? byId(plan, game, index, opened[room])
            : undefined;
    if (entered) joins.push(entered);
    else {
      const opener = enter(plan, game, index, { kind: "private", options: { fill: 0, level: plan.level } });
      opened[room] = opener.then((member) => member?.player.match.roomId ?? "");
      joins.push(opener);
    }
  }
  await Promise.all(joins);
  await send({ is: "joined" });
}

function quick(plan: CrowdPlan, game: AnyGame, index: number): Promise<unknown> {
  return enter(plan, game, index, { kind: "quick" });
}

async function byId(plan: CrowdPlan, game: AnyGame, index: number, roomId: Promise<string>): Promise<unknown> {
  return enter(plan, game, index, { kind: "room", roomId: await roomId });
}

async function enter(plan: CrowdPlan, game: AnyGame, index: number, entrance: Parameters<typeof CrowdMember.enter>[2]) {
  if (!pace) throw new Error("no pace");
  try {
    const guest = await newGuest(plan.url);
    const beganMs = performance.now();
    const member = await CrowdMember.enter(game, guest, entrance, pace, { seed: plan.seed + index, level: plan.level });
    joinMs.push(performance.now() - beganMs);
    member.player.match.onStatus((status) => {
      if (measuring && status.kind === "closed") closed.push(status.reason);
    });
    members.push(member);
    return member;
  } catch (error) {
    errors.push(`join: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function measure(): void {
  cpuBefore = process.cpuUsage();
  markedAtMs = performance.now();
  measuring = true;
  if (pace) pace.lateMs = [];
  for (const member of members) member.mark();
}

async function report(): Promise<void> {
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuShare = (user + system) / 1000 / (performance.now() - markedAtMs);
  const measured = members.map((member) => member.measured);
  const rooms = new Map(members.map((member) => [member.player.match.roomId, member.ticks / member.secondsMeasured]));
  const done: CrowdReport = {
    joined: members.length,
    joinMs,
    rooms: [...rooms].map(([roomId, tickHz]) => ({ roomId, tickHz })),
    roundTripMs: measured.flatMap((one) => one.roundTripMs),
    corrections: measured.flatMap((one) => one.corrections),
    acks: measured.reduce((sum, one) => sum + one.acks, 0),
    bytesPerSecond: measured.map((one) => one.bytesPerSecond),
    closed,
    reconnections: members.reduce((sum, member) => sum + member.player.match.reconnections, 0),
    errors,
    cpuShare,
    lateP99Ms: quantile(pace?.lateMs ?? [], 0.99),
    rematches: members.reduce((sum, member) => sum + member.rematches, 0),
  };
  measuring = false;
  await send({ is: "report", report: done });
  await Promise.all(members.map((member) => member.player.match.leave()));
  pace?.stop();
  process.disconnect();
}

/** Resolves once the message has left: a process that ends keeps nothing back for its parent. */
function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
