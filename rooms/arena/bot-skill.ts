import type { BotLevel } from "../lib/game.ts";

/** What makes a bot weaker or stronger; angles in radians, times in ticks, chances from 0 to 1. */
export interface Skill {
  /** Between decisions what to do. */
  readonly thinkTicks: number;
  /** From seeing a target to shooting at it; people need 6 to 10. */
  readonly reactionTicks: number;
  /** The hand wanders this far to either side. */
  readonly spread: number;
  /** The hand turns at most this far in a tick. */
  readonly turn: number;
  /** How much of the lead that a moving target needs it gives. */
  readonly lead: number;
  /** How fast its idea of the target's velocity follows the truth. */
  readonly follow: number;
  /** Of the time in which it could shoot, the share in which it does. */
  readonly trigger: number;
  /** Prefers a beam when it has one. */
  readonly beam: number;
  /** Steps aside from a bolt that comes; dashes from it. */
  readonly dodge: number;
  readonly dash: number;
  /** Below this health it looks for more. */
  readonly retreat: number;
}

/** Set by play between the levels: a hard bot has about twice the kills of a medium one, four times those of an easy one. */
export const SKILLS: Readonly<Record<BotLevel, Skill>> = {
  easy: {
    thinkTicks: 18,
    reactionTicks: 16,
    spread: 0.3,
    turn: 0.12,
    lead: 0.4,
    follow: 0.1,
    trigger: 0.55,
    beam: 0.25,
    dodge: 0,
    dash: 0.02,
    retreat: 20,
  },
  medium: {
    thinkTicks: 11,
    reactionTicks: 9,
    spread: 0.15,
    turn: 0.2,
    lead: 0.8,
    follow: 0.2,
    trigger: 0.8,
    beam: 0.5,
    dodge: 0.4,
    dash: 0.15,
    retreat: 40,
  },
  hard: {
    thinkTicks: 6,
    reactionTicks: 6,
    spread: 0.07,
    turn: 0.32,
    lead: 1,
    follow: 0.4,
    trigger: 0.95,
    beam: 0.85,
    dodge: 0.85,
    dash: 0.45,
    retreat: 50,
  },
};
