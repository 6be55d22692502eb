import { element } from "../ui/element.ts";

/** A part of a page under its title. */
export function section(title: string | readonly (string | Node)[], ...content: (Node | string)[]): HTMLElement {
  return element("section", {}, element("h2", {}, ...(typeof title === "string" ? [title] : title)), ...content);
}
