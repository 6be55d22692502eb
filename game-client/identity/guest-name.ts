const MANNERS =
  "Amber Bold Brisk Calm Clever Cosmic Daring Eager Fearless Fleet Golden Ivory Jolly Keen Lucky Merry Misty Nimble Noble Quick Quiet Rapid Roving Silver Sly Steady Stormy Sunny Swift Vivid Wandering Wild Witty Zesty".split(
    " ",
  );
const ANIMALS =
  "Badger Bear Bison Crane Curlew Dolphin Falcon Ferret Finch Fox Gecko Hare Hawk Heron Ibex Jackdaw Kestrel Lark Lynx Magpie Marten Newt Osprey Otter Owl Panther Puffin Raven Robin Seal Sparrow Stag Stoat Tern Viper Weasel Wolf Wren".split(
    " ",
  );

/** Whether a name is one of those that are offered: nobody chose it. */
export function isOfferedName(name: string): boolean {
  const [manner = "", animal = "", ...more] = name.split(" ");
  return MANNERS.includes(manner) && ANIMALS.includes(animal) && more.length === 0;
}

/** A name to begin with, such as Swift Magpie; `random` gives numbers from 0 to below 1. */
export function guestName(random: () => number = Math.random): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  return `${pick(MANNERS)} ${pick(ANIMALS)}`;
}
