import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { LANGUAGES, languageFor } from "./languages.ts";
import { showLanguage, t } from "./text.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ALL: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, de, es };

describe("the texts of the page", () => {
  afterEach(() => showLanguage("en"));

  it("are there for every language", () => {
    assert.deepEqual(Object.keys(ALL), [...LANGUAGES]);
  });

  for (const [language, texts] of Object.entries(ALL)) {
    it(`are complete in ${language}, with every placeholder of the English ones`, () => {
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
      for (const [key, text] of Object.entries(en)) assert.deepEqual(placeholders(texts[key] ?? ""), placeholders(text), `${language}: ${key}`);
    });

    it(`are none of them empty in ${language}`, () => {
      for (const [key, text] of Object.entries(texts)) assert.ok(text.trim() !== "", `${language}: ${key}`);
    });
  }

  it("are each of them used", () => {
    const sources = globSync("game-client/**/*.ts", { cwd: root })
      .filter((file) => !/\.test\.ts$|^game-client\/(text\/|dist\/)/.test(file))
      .map((file) => readFileSync(join(root, file), "utf8"))
      .join("\n");
    // Of what is put together, the last part stands alone somewhere; of a type it does not say that anything is used.
    const begun = new Set([...sources.matchAll(/`((?:\w+\.)+)\$\{(?!string\})/g)].map(([, beginning]) => beginning ?? ""));
    const stands = (word: string) => new RegExp(`"${word}"|\\b${word}:`).test(sources);
    const isUsed = (key: string) => {
      const [, beginning = "", last = ""] = /^(.*\.)(.+)$/.exec(key) ?? [];
      const isCounted = ["one", "other"].includes(last) && sources.includes(`"${beginning.slice(0, -1)}"`);
      return sources.includes(`"${key}"`) || isCounted || (begun.has(beginning) && stands(last));
    };
    assert.ok(begun.size > 5);
    assert.equal(isUsed("update.nothing"), false);
    assert.deepEqual(
      Object.keys(en).filter((key) => !isUsed(key)),
      [],
    );
  });

  it("are shown in the language that was chosen, filled in", async () => {
    assert.equal(t("hands.press", { action: "X" }), "Press a key for X");
    await showLanguage("de");
    assert.equal(t("hands.press", { action: "X" }), "Drücke eine Taste für X");
  });

  it("follow the browser until one is chosen, and are English where it wants none of ours", () => {
    assert.equal(languageFor("system", ["fr-CH", "es-MX", "en"]), "es");
    assert.equal(languageFor("system", ["fi"]), "en");
    assert.equal(languageFor("de", ["es"]), "de");
  });
});

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
}
