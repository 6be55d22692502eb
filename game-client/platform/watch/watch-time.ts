/** A tick as minutes and seconds since `first`, such as 3:05. */
export function timeAt(tick: number, first: number, tickHz: number): string {
  return secondsText((tick - first) / tickHz);
}

/** The same to a tenth of a second, where a step makes a difference. */
export function exactTimeAt(tick: number, first: number, tickHz: number): string {
  const seconds = Math.max(0, (tick - first) / tickHz);
  return `${secondsText(seconds)}.${Math.floor((seconds * 10) % 10)}`;
}

function secondsText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, "0")];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
