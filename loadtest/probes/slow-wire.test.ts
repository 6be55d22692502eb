import assert from "node:assert/strict";
import { connect, createServer, type Server, type Socket } from "node:net";
import { until } from "../../server/testing/until.ts";
import { FAST, SlowWire } from "./slow-wire.ts";

describe("the slow wire", () => {
  let echo: Server;
  let url: string;
  const opened: { wire: SlowWire; socket: Socket }[] = [];
  before((done) => {
    echo = createServer((socket) => socket.on("error", () => undefined).pipe(socket));
    echo.listen(0, "127.0.0.1", () => {
      const address = echo.address();
      url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
      done();
    });
  });
  after(async () => {
    for (const { wire, socket } of opened) {
      socket.destroy();
      await wire.close();
    }
    echo.close();
  });

  async function dial(delayMs: number, jitterMs: number, random: () => number = Math.random) {
    const wire = await SlowWire.to(url, { ...FAST, delayMs, jitterMs }, random);
    const socket = connect(Number(new URL(wire.url).port), "127.0.0.1");
    socket.setNoDelay(true);
    const heard: { text: string; atMs: number }[] = [];
    const ends: string[] = [];
    socket.on("data", (data) => heard.push({ text: data.toString(), atMs: performance.now() }));
    socket.on("error", (error: NodeJS.ErrnoException) => ends.push(error.code ?? ""));
    socket.on("close", () => ends.push("closed"));
    opened.push({ wire, socket });
    await until("connected", () => !socket.connecting);
    return { wire, socket, heard, ends, text: () => heard.map(({ text }) => text).join("") };
  }

  it("delays both ways", async () => {
    const { socket, heard } = await dial(40, 0);
    const beganMs = performance.now();
    socket.write("a");
    const first = await until("the echo is back", () => heard[0]);
    assert.ok(first.atMs - beganMs >= 79);
  });

  it("never lets a later piece overtake an earlier one, whatever the jitter", async () => {
    let calls = 0;
    const { socket, text } = await dial(0, 30, () => (calls++ % 2 === 0 ? 0.99 : 0));
    const sent = "abcdefghij";
    for (const letter of sent) {
      socket.write(letter);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until("all is back", () => text().length === sent.length);
    assert.equal(text(), sent);
  });

  it("holds everything while it is silent, closes nothing, and delivers once it is repaired", async () => {
    const { wire, socket, text, ends } = await dial(0, 0);
    wire.fallSilent();
    socket.write("held");
    const late = connect(Number(new URL(wire.url).port), "127.0.0.1");
    late.write("later");
    let lateText = "";
    late.on("data", (data) => {
      lateText += data.toString();
    });
    await until(
      "the wire had time",
      (
        (fromMs) => () =>
          performance.now() - fromMs > 80
      )(performance.now()),
    );
    assert.equal(text() + lateText, "");
    assert.deepEqual(ends, []);
    wire.repair();
    await until("delivered", () => text() === "held" && lateText === "later");
    late.destroy();
  });

  it("resets every connection when it is cut, and takes new ones", async () => {
    const { wire, ends } = await dial(0, 0);
    wire.cut();
    await until("closed", () => ends.includes("closed"));
    assert.ok(ends.includes("ECONNRESET"));
    const again = connect(Number(new URL(wire.url).port), "127.0.0.1");
    await until("connected again", () => !again.connecting);
    again.destroy();
  });
});
