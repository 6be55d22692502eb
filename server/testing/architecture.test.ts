import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkArchitecture } from "./architecture.ts";
import { importsOf } from "./imports.ts";
import { layerViolations, readLayers } from "./layers.ts";
import { purityViolations } from "./purity-lint.ts";
import { readSources, type SourceFile } from "./source-tree.ts";
import { defaultExportViolations, environmentViolations, mirrorViolations, nameViolations, sizeViolations } from "./tree-rules.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const markdown = readFileSync(`${root}ARCHITECTURE.md`, "utf8");

describe("the architecture", () => {
  const found = checkArchitecture(readSources(root), markdown);

  it("imports along the layers of ARCHITECTURE.md", () => assert.deepEqual(found.layers, []));
  it("has pure games", () => assert.deepEqual(found.purity, []));
  it("gives each game its folder in the browser", () => assert.deepEqual(found.mirrors, []));
  it("has small files", () => assert.deepEqual(found.sizes, []));
  it("names files after their job and has no barrels", () => assert.deepEqual(found.names, []));
  it("reads the environment in server/config.ts alone", () => assert.deepEqual(found.environment, []));
  it("exports by name", () => assert.deepEqual(found.defaultExports, []));

  it("refuses to pass when it finds nothing to check", () => {
    assert.throws(() => checkArchitecture([], markdown), /found no files/);
    assert.throws(() => checkArchitecture([file("rooms/lib/a.ts", "export const a = 1;")], markdown), /found no imports/);
    assert.throws(() => checkArchitecture([file("server/ids.ts", 'import "node:fs";')], markdown), /found no pureFiles/);
    assert.throws(() => checkArchitecture(readSources(root), "# Nothing"), /has no table/);
    assert.throws(() => readLayers(markdown.replace("type of capability", "type of capabilities")), /"type of capabilities", which is no layer/);
    assert.throws(() => importsOf("a.ts", "import {"), /does not parse/);
  });
});

describe("the layer rule", () => {
  const layers = readLayers(markdown);
  const broken: [path: string, source: string, message: RegExp][] = [
    ["rooms/lib/a.ts", 'import "../arena/game.ts";', /contract may not import "rooms\/arena\/game\.ts" \(game\)/],
    ["rooms/lib/a.ts", 'import type { X } from "node:fs";', /the package "node:fs"/],
    ["rooms/arena/step.ts", 'import { x } from "../../server/ids.ts";', /game may not import "server\/ids\.ts" \(base\)/],
    ["rooms/arena/step.ts", 'import type { X } from "../../server/ids.ts";', /game may not import/],
    ["rooms/arena/step.ts", 'export * from "../other/step.ts";', /"rooms\/other\/step\.ts"/],
    ["rooms/arena/step.ts", 'const x = await import("../../server/ids.ts");', /server\/ids\.ts/],
    ["rooms/arena/step.ts", "const x = await import(name);", /a computed path/],
    ["rooms/arena/step.ts", 'type X = import("../../server/ids.ts").X;', /server\/ids\.ts/],
    ["rooms/arena/step.ts", 'import { Room } from "@colyseus/core";', /the package "@colyseus\/core"/],
    ["rooms/arena/step.ts", 'import { x } from "./room.ts";', /"rooms\/arena\/room\.ts" \(game room\)/],
    ["rooms/arena/room.ts", 'import { x } from "../other/step.ts";', /"rooms\/other\/step\.ts"/],
    ["server/ids.ts", 'import { x } from "./room/game-room.ts";', /base may not import/],
    ["server/chat/chat.ts", 'import { x } from "../ratings/ratings.ts";', /more than a type \(capability\)/],
    ["server/chat/chat.ts", 'import { type X } from "../ratings/ratings.ts";', /more than a type/],
    ["server/chat/chat.ts", 'import { arena } from "../../rooms/arena/game.ts";', /\(game\)/],
    ["server/chat/chat.ts", 'import { config } from "../config.ts";', /\(composition\)/],
    ["server/room/game-room.ts", 'import { arena } from "../../rooms/arena/game.ts";', /\(game\)/],
    ["game-client/net/a.ts", 'import { x } from "../../server/chat/chat.ts";', /more than a type/],
    ["game-client/net/a.ts", 'import fs from "node:fs";', /the package "node:fs"/],
    ["loadtest/run.ts", 'import { x } from "../server/app.ts";', /crowd may not import/],
    ["elsewhere/a.ts", "", /belongs to no layer/],
    ["server/chat/chat.ts", 'import x from "../../elsewhere.ts";', /belongs to no layer/],
  ];
  for (const [path, source, message] of broken) {
    it(`finds in ${path}: ${source || "a file of no layer"}`, () => {
      assert.match(layerViolations(layers, path, importsOf(path, source)).join("\n"), message);
    });
  }

  it("lets through what the table allows", () => {
    const fine: [path: string, source: string][] = [
      ["rooms/arena/step.ts", 'import { t } from "@colyseus/schema"; import { sin } from "../lib/det-math.ts"; import "./rules.ts";'],
      ["server/chat/chat.ts", 'import type { R } from "../ratings/ratings.ts"; import { newMatchId } from "../ids.ts"; import "./local-chat.ts";'],
      ["server/app.ts", 'import { arena } from "../rooms/arena/game.ts"; import "./room/game-room.ts"; import express from "express";'],
      ["game-client/games/arena/scene.ts", 'import { stepPlayer } from "../../../rooms/arena/step.ts"; import Phaser from "phaser";'],
      ["server/chat/chat.test.ts", 'import "../ratings/ratings.ts"; import assert from "node:assert";'],
    ];
    for (const [path, source] of fine) assert.deepEqual(layerViolations(layers, path, importsOf(path, source)), []);
  });
});

describe("the purity rule", () => {
  const impure = [
    "Date.now()",
    "new Date()",
    "performance.now()",
    "Math.random()",
    "Math.sin(1)",
    "Math.hypot(1, 2)",
    "Math['cos'](1)",
    "const { pow } = Math",
    "const m = Math",
    "2 ** 3",
    "let x = 1; x **= 2",
    "async function f() {}",
    "const f = async () => {}",
    "class A { async f() {} }",
    "await 1",
    "Promise.resolve()",
    "setTimeout(f, 1)",
    "queueMicrotask(f)",
    "console.log(1)",
    "crypto.randomUUID()",
    "new Intl.Collator()",
    "x.toLocaleString()",
    "a.localeCompare(b)",
    "globalThis.x = 1",
    "const o = { Date }",
    "let counter = 0",
    "export let counter = 0",
    "import.meta.url",
  ];
  for (const source of impure) {
    it(`finds ${source}`, () => assert.notDeepEqual(purityViolations("rooms/x/step.ts", source), []));
  }

  it("lets through what every engine computes alike", () => {
    const pure =
      "const d = { Date: 1, performance: 2 }; d.performance; Math.sqrt(Math.PI); function f(x: number) { let y = x; y += Math.floor(x); return y; } f(1);";
    assert.deepEqual(purityViolations("rooms/x/step.ts", pure), []);
  });

  it("says the file, the line and what to use", () => {
    assert.deepEqual(purityViolations("rooms/x/step.ts", "const a = 1;\nMath.random();\n"), [
      "rooms/x/step.ts:2: Math.random differs between engines or runs: use rooms/lib/det-math.ts or rooms/lib/random.ts",
    ]);
  });
});

describe("the rules of the tree", () => {
  it("find a file that is too long, but not a map", () => {
    const long = "//\n".repeat(301);
    assert.equal(sizeViolations([file("server/a.ts", long), file("server/b.ts", ""), file("server/c.ts", "")]).length, 1);
    assert.deepEqual(sizeViolations([file("rooms/arena/maps/a.ts", long)]), []);
  });

  it("find a median that is too high", () => {
    assert.match(sizeViolations([file("server/a.ts", "//\n".repeat(100))]).join(), /median file has 100 lines/);
  });

  it("find names that say nothing", () => {
    for (const path of ["server/utils.ts", "server/chat/types.ts", "server/chat/index.ts", "server/helpers/a.ts", "server/chat-manager.ts"])
      assert.match(nameViolations([file(path, "const a = 1;")]).join(), /says no job/, path);
    assert.match(nameViolations([file("server/chat/all.ts", 'export * from "./a.ts"; export { b } from "./b.ts";')]).join(), /barrel/);
  });

  it("find a game without its folder in the browser, and the other way round", () => {
    const scene = file("game-client/games/arena/scene.ts", "");
    assert.deepEqual(mirrorViolations([file("rooms/pong/game.ts", ""), scene]), [
      "rooms/pong/ has no game-client/games/pong/",
      "game-client/games/arena/ has no rooms/arena/",
    ]);
    assert.deepEqual(mirrorViolations([file("rooms/arena/game.ts", ""), file("rooms/lib/game.ts", ""), scene]), []);
  });

  it("find who reads the environment", () => {
    for (const source of ["process.env.PORT", 'process["env"]', "const { env } = process", 'import { env } from "node:process"'])
      assert.equal(environmentViolations(file("server/chat/chat.ts", source)).length, 1, source);
  });

  it("find a default export", () => {
    assert.equal(defaultExportViolations(file("server/a.ts", "export default 1;")).length, 1);
  });
});

function file(path: string, source: string): SourceFile {
  return { path, source };
}
