import assert from "node:assert/strict";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { LANGUAGES, languageFor } from "./languages.ts";
import { showLanguage, t } from "./text.ts";

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
