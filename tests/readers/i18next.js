// node i18next.js DIR plain|raw LOCALE…: each locale's texts as i18next gives them, as JSON
import { readFileSync } from "node:fs";
import { join } from "node:path";
import i18next from "i18next";

const [directory, how, ...locales] = process.argv.slice(2);
const read = (locale) =>
  JSON.parse(readFileSync(join(directory, locale, "translation.json"), "utf8"));
const translations = Object.fromEntries(locales.map((locale) => [locale, read(locale)]));
await i18next.init({
  resources: Object.fromEntries(
    locales.map((locale) => [locale, { translation: translations[locale] }]),
  ),
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});
const texts = (locale) =>
  Object.keys(translations[locale]).map((code) => [
    code,
    i18next.t(code, { lng: locale, skipInterpolation: how === "raw" }),
  ]);
process.stdout.write(
  JSON.stringify(Object.fromEntries(locales.map((name) => [name, Object.fromEntries(texts(name))]))),
);
