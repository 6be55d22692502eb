/** A fenced block; `info` is what stands after the opening fence. */
export interface Fence {
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { info: string; line: number; lines: string[] } | undefined;
  markdown.split("\n").forEach((text, index) => {
    const mark = /^```(.*)$/.exec(text);
    if (open && mark) {
      fences.push({ info: open.info, line: open.line, text: open.lines.join("\n") });
      open = undefined;
    } else if (open) open.lines.push(text);
    else if (mark) open = { info: mark[1]?.trim() ?? "", line: index + 1, lines: [] };
  });
  if (open) throw new Error(`the fence of line ${open.line} has no end`);
  return fences;
}

/** Targets of links and pictures, without those to other sites and to places in the same page. */
export function linksOf(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

/** Every `code` of the text, fences not included. */
export function codeOf(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
}

/** The rows of the table whose first heading is `heading`, as cells; throws where there is none. */
export function tableOf(markdown: string, heading: string): string[][] {
  // A bar in a code is written \| and belongs to its cell.
  const rows = markdown.split("\n").map((line) => line.replaceAll("\\|", "\u0000").split("|").slice(1, -1));
  const first = rows.findIndex((cells) => cells[0]?.trim() === heading);
  if (first < 0) throw new Error(`there is no table "${heading}"`);
  const found: string[][] = [];
  for (let i = first + 2; (rows[i]?.length ?? 0) > 0; i++) found.push((rows[i] ?? []).map((cell) => cell.replaceAll("\u0000", "|").trim()));
  return found;
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, "");
}
