import assert from "node:assert/strict";
import { LiveFeed, type Source } from "./live-feed.ts";

/** A line that the test works by hand. */
class Line extends EventTarget {
  readyState = 0;
  closed = false;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  tell(name: string, id: string, data: unknown): void {
    this.dispatchEvent(Object.assign(new Event(name), { lastEventId: id, data: JSON.stringify(data) }));
  }

  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  fail(forGood: boolean): void {
    this.readyState = forGood ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

describe("LiveFeed", () => {
  it("asks to load at its beginning and after a reset, and hands on what is told", () => {
    const { feed, lines, heard } = listening();
    feed.resume();
    lines[0]?.open();
    lines[0]?.tell("score", "a-1", { match: "m" });
    lines[0]?.tell("reset", "b-7", {});
    assert.deepEqual(heard, ["open", "reset", 'score {"match":"m"}', "reset"]);
  });

  it("goes on from the last event after a pause", () => {
    const { feed, lines, heard } = listening();
    feed.resume();
    lines[0]?.open();
    lines[0]?.tell("leaderboard", "a-5", {});
    feed.pause();
    assert.deepEqual([lines[0]?.closed, feed.running], [true, false]);
    feed.resume();
    feed.resume();
    lines[1]?.open();
    assert.deepEqual(
      lines.map(({ url }) => url),
      ["http://server/api/events", "http://server/api/events?after=a-5"],
    );
    assert.deepEqual(heard, ["open", "reset", "leaderboard {}", "open"]);
  });

  it("leaves a line that was cut to the browser, and opens one that was refused again by itself", () => {
    const { feed, lines, heard } = listening();
    feed.resume();
    lines[0]?.fail(false);
    assert.equal(lines.length, 1);
    lines[0]?.fail(true);
    assert.equal(feed.running, true);
    assert.deepEqual(heard, ["away", "away"]);
    feed.pause();
    assert.equal(feed.running, false);
  });
});

function listening() {
  const lines: Line[] = [];
  const heard: string[] = [];
  const listener = {
    event: (name: string, data: unknown) => void heard.push(`${name} ${JSON.stringify(data)}`),
    open: () => void heard.push("open"),
    reset: () => void heard.push("reset"),
    away: () => void heard.push("away"),
  };
  const feed = new LiveFeed("http://server", listener, (url) => {
    const line = new Line(url);
    lines.push(line);
    return line as unknown as Source;
  });
  return { feed, lines, heard };
}
