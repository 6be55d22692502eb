/** A drawing of ours, from its SVG shapes; what it shows is said by the text beside it. */
export function picture(viewBox: string, shapes: string): SVGElement {
  const holder = document.createElement("div");
  holder.innerHTML = `<svg viewBox="${viewBox}" aria-hidden="true" focusable="false">${shapes}</svg>`;
  return holder.firstElementChild as SVGElement;
}
