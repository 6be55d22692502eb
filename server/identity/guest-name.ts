import { randomInt } from "node:crypto";

const MANNERS =
  "Amber Bold Brisk Calm Clever Cosmic Crimson Daring Dusky Eager Fearless Fleet Gentle Golden Hidden Ivory Jolly Keen Lucky Merry Misty Nimble Noble Patient Quick Quiet Rapid Roving Silver Sly Steady Stormy Sunny Swift Tidy Vivid Wandering Wild Witty Zesty".split(
    " ",
  );
const ANIMALS =
  "Badger Bear Beetle Bison Crane Cricket Curlew Dolphin Falcon Ferret Finch Fox Gecko Hare Hawk Heron Ibex Jackdaw Kestrel Lark Lynx Magpie Marten Mole Moth Newt Osprey Otter Owl Panther Plover Puffin Raven Robin Salmon Seal Sparrow Stag Stoat Swallow Tern Viper Weasel Wolf Wren".split(
    " ",
  );

/** A name for somebody who gave none, such as Swift Magpie. */
export function generatedName(): string {
  return `${pick(MANNERS)} ${pick(ANIMALS)}`;
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? "";
}
