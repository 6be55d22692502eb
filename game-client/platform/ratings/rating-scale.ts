const STEPS = [10, 20, 50, 100, 200, 500, 1000];
const MAX_LINES = 5;

/** Round numbers to draw lines at, below and above all of `values`; at least two. */
export function rulesFor(values: readonly number[]): readonly number[] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const step = STEPS.find((each) => (most - least) / each <= MAX_LINES - 2) ?? Math.ceil((most - least) / (MAX_LINES - 2));
  const rules: number[] = [];
  for (let rule = Math.floor(least / step) * step; rules.length < 2 || (rules.at(-1) ?? 0) < most; rule += step) rules.push(rule);
  return rules;
}
