// node icu.js FILE…: the messages of each ARB file as ICU's syntax reads them, as JSON
import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";

function messages(file) {
  const { "@@locale": locale, ...arb } = JSON.parse(readFileSync(file, "utf8"));
  const tag = locale.replaceAll("_", "-");
  // Tags are an invention of intl-messageformat: neither ICU nor Flutter has them.
  const format = (text) => new IntlMessageFormat(text, tag, undefined, { ignoreTag: true }).format();
  const entries = Object.entries(arb).filter(([key]) => !key.startsWith("@"));
  return [locale, Object.fromEntries(entries.map(([key, text]) => [key, format(text)]))];
}

process.stdout.write(JSON.stringify(Object.fromEntries(process.argv.slice(2).map(messages))));
