import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const RUN = fileURLToPath(new URL("./run.ts", import.meta.url));

describe("npm run loadtest", function () {
  this.timeout(40_000);

  it("plays with bots over the real client, prints every figure and ends with the code of its verdict", async () => {
    const { code, output } = await loadtest(["arena", "--players", "6", "--per-room", "3", "--seconds", "2"]);
    for (const [name, value] of Object.entries({ "players joined": 6, rooms: 2, "players missing": 0, "unexpected closes": 0, errors: 0 }))
      assert.match(output, new RegExp(`^  ${name} +${value}$`, "m"));
    for (const name of ["step p99 ms", "encode p99 ms", "kB/s a client, mean", "server CPU %", "round trip p99 ms", "acknowledgements"])
      assert.match(output, new RegExp(`^  ${name} +[0-9.]*[1-9]`, "m"), output);
    const verdict = /^(PASS|FAIL|INVALID)/m.exec(output)?.[1] ?? "none";
    assert.equal({ PASS: 0, FAIL: 1, INVALID: 2 }[verdict], code, output);
  });

  it("ends its own processes when it is interrupted", async () => {
    let url = "";
    const { code } = await loadtest(["arena", "--players", "2", "--seconds", "60"], (output, interrupt) => {
      const address = / at (http:\S+),/.exec(output)?.[1];
      if (!address || url) return;
      url = address;
      interrupt();
    });
    assert.equal(code, 130);
    await assert.rejects(fetch(`${url}/livez`));
  });

  it("explains itself, and a wrong argument in one line", async () => {
    const help = await loadtest(["--help"]);
    assert.equal(help.code, 0);
    assert.match(help.output, /--players N/);
    const wrong = await loadtest(["chess"]);
    assert.equal(wrong.code, 2);
    assert.equal(wrong.output.trim().split("\n").length, 1);
  });
});

function loadtest(args: readonly string[], heard?: (output: string, interrupt: () => void) => void): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RUN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const read = (data: Buffer) => {
      output += data.toString();
      heard?.(output, () => child.kill("SIGINT"));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
