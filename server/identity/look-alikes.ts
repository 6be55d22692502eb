/**
 * Letters, small ones, after what they look like: the Latin letter, then every letter or digit that reads like it, as a
 * capital or as a small one (where the two differ, the capital). Compiled from Unicode's confusables.txt for the scripts
 * that name-key.ts lists; what NFKD takes apart (full width, mathematical, circled, with marks) is not repeated here.
 */
const ROWS: readonly [reads: string, letters: string][] = [
  ["a", "@аαɑᴀꭺ"],
  ["b", "вβƀɓʙъьꮟƅ"],
  ["c", "сᴄƈᥴꮯ¢"],
  ["d", "ԁđɖɗᴅժꭰð"],
  ["e", "еεҽɛєᴇɇǝəꭼ€"],
  ["f", "ƒꜰϝғք"],
  ["g", "ɡɢցǥɠԍ"],
  ["h", "нηһհħʜꮋ"],
  ["j", "јϳյɉᴊʝ"],
  ["k", "кκқҡƙᴋꮶ"],
  ["l", "i1|ιіɩɪɨłʟƚɫӏןا١۱ꙇꭵꮮ"],
  ["m", "мμᴍmꮇϻ"],
  ["n", "νпɴŋɲոռ"],
  ["o", "0оοσøɵᴏօөσθ٥۵ฺ०০੦૦௦౦೦൦๐໐"],
  ["p", "рρƥᴘꮲϸթþ"],
  ["q", "ԛզգɋ"],
  ["r", "гᴦʀɍꭱꮁ"],
  ["s", "$ѕꜱʂƽꮪտ"],
  ["t", "тτᴛŧƭꭲ"],
  ["u", "цᴜսʋʉ"],
  ["v", "ѵᴠꮩ"],
  ["w", "ωшщѡԝᴡաꮃɯ"],
  ["x", "хχҳ×ӿ"],
  ["y", "уγυүұʏყɣꭹ"],
  ["z", "ζᴢʐƶꮓʑ"],
  ["ae", "æӕ"],
  ["oe", "œ"],
];

/** What each letter reads like; a letter that reads like itself is not there. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([reads, letters]) => [...letters].filter((letter) => letter !== reads).map((letter): [string, string] => [letter, reads])),
);
