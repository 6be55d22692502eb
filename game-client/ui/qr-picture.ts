import encodeQR from "qr";

/** Light around the code, in its modules: what the standard asks for. */
const QUIET = 4;

/** `text` as a QR code that a phone reads off a screen. */
export function qrPicture(text: string, label: string): SVGElement {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const size = rows.length;
  const modules = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const holder = document.createElement("div");
  holder.innerHTML = `<svg viewBox="0 0 ${size} ${size}" role="img" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#0b0c24" d="${modules.join("")}"/></svg>`;
  const svg = holder.firstElementChild as SVGElement;
  svg.setAttribute("aria-label", label);
  return svg;
}
