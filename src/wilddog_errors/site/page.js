"use strict";
const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const { languages, words } = JSON.parse($("words").textContent);
const [NAME, TAG, LABEL, DIR] = [0, 1, 2, 3];

// Folding: the same steps as fold() in finding.py. Lower, upper, lower stands in for Unicode's
// case folding, which JavaScript lacks: a dotless i counts as an i here.
const alike = (text) => text.replace(/[‘’‚‛′‵`´]/g, "'").replace(/[“”„‟″‶«»]/g, '"')
  .replace(/[‗‾﹉﹊﹋﹌]/g, " ");
const cased = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
const loose = (text) => alike(cased(alike(text).normalize("NFKC")).normalize("NFKC"))
  .replace(/[\t-\r\x1c-\x1f\x85\p{Z}]+/gu, " ");
function fold(text) {
  const all = Array.from(loose(text));
  const edge = /[\p{P}\p{Z}]/u;
  let start = 0, end = all.length;
  while (start < end && edge.test(all[start])) start++;
  while (start < end && edge.test(all[end - 1])) end--;
  return all.slice(start, end).join("");
}

const entries = Array.from($("codes").rows, (row) => ({
  row,
  code: row.id,
  link: row.querySelector("a"),
  hits: [],
  texts: Array.from(row.querySelectorAll("p"), (element) => {
    const text = element.textContent;
    return { element, text, loose: loose(text), fold: fold(text) };
  }),
}));
const longest = [...new Set(entries.flatMap((entry) => entry.texts.map((text) => text.fold)))]
  .filter(Boolean).sort((a, b) => b.length - a.length);

// What scan() in finding.py finds: whole numbers, and known texts of which the longest counts.
function scan(query) {
  query = query.replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  const numbers = query.match(/(?<![0-9a-z])(?<![0-9]\.)[0-9]{1,20}(?![0-9a-z])(?!\.[0-9])/gi);
  const found = new Set(numbers);
  let rest = fold(query);
  const inside = (at) => /[0-9a-zß-ɏͰ-ӿ]{2}/.test(rest.slice(Math.max(at - 1, 0), at + 1));
  for (const text of longest) {
    for (let at = rest.indexOf(text); at >= 0; at = rest.indexOf(text, at + 1)) {
      if (inside(at) || inside(at + text.length)) continue;
      found.add(text);
      rest = rest.slice(0, at) + "\n" + rest.slice(at + text.length);
    }
  }
  return found;
}

let own = {}, page = 0, shown = 1, wanted = "", revealing = 0;
const SLICE = 60;

function search() {
  const query = $("q").value;
  wanted = fold(query) || loose(query).trim();
  const found = scan(query);
  let count = 0;
  for (const entry of entries) {
    entry.number = wanted && (entry.code.includes(wanted) || found.has(entry.code));
    entry.hits = entry.texts.filter((text) =>
      wanted && (text.loose.includes(wanted) || found.has(text.fold)));
    entry.found = !wanted || entry.number || entry.hits.length > 0;
    if (entry.found) count++;
    else if (!entry.row.hidden) entry.row.hidden = true;
  }
  $("none").hidden = count > 0;
  const number = new Intl.NumberFormat(languages[page][TAG]);
  $("count").textContent =
    say($("count"), { count: number.format(count), total: number.format(entries.length) });
  reveal();
}

// Beside the English the row has one language, and any other text in which the search found it.
function show(entry) {
  const two = [entry.texts[0], entry.texts[shown]];
  entry.texts.forEach((text, at) => {
    const hidden = at > 0 && at !== shown &&
      (!entry.hits.includes(text) || two.some((other) => other?.text === text.text));
    if (text.element.hidden !== hidden) text.element.hidden = hidden;
  });
}

// What was found comes in slices, the rows on top first: the next keystroke needn't wait for
// thousands of rows to be laid out. Hits are painted as ranges, so the texts in the page stay whole.
function reveal(from = 0) {
  clearTimeout(revealing);
  if (!from && window.Highlight) CSS.highlights.set("hit", new Highlight());
  let at = from;
  for (let left = SLICE; left > 0 && at < entries.length; at++) {
    const entry = entries[at];
    if (!entry.found) continue;
    left--;
    if (entry.row.hidden) entry.row.hidden = false;
    show(entry);
    if (wanted && window.Highlight) mark(entry, CSS.highlights.get("hit"));
  }
  if (at < entries.length) revealing = setTimeout(reveal, 20, at);
}

function mark(entry, painted) {
  if (entry.number) paint(painted, entry.link, spans(entry.code, wanted));
  for (const text of entry.hits) paint(painted, text.element, spans(text.text, wanted));
}

function paint(painted, element, found) {
  const node = element.firstChild;
  for (const [startOffset, endOffset] of found) {
    painted.add(new StaticRange(
      { startContainer: node, startOffset, endContainer: node, endOffset }));
  }
}

// Where the folded `wanted` stands in `text`, as [start, end]; all of the text if that can't be
// told, or if the text is a part of what was pasted.
function spans(text, wanted) {
  let folded = "";
  const from = [], to = [];
  for (const { 0: part, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    let piece = loose(part);
    if (piece === " " && folded.endsWith(" ")) piece = "";
    for (let at = 0; at < piece.length; at++) {
      from.push(index);
      to.push(index + part.length);
    }
    folded += piece;
  }
  const found = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    found.push([from[at], to[at + wanted.length - 1]]);
  }
  return found.length ? found : [[0, text.length]];
}

// Words: an element names in data-word what of it is in English and wants the page's language.
const worded = Array.from(document.querySelectorAll("[data-word]"), (element) => ({
  element,
  words: element.dataset.word.split(" ").map((name) =>
    [name, name === "text" ? element.textContent : element.getAttribute(name)]),
}));

// A word that the page's language lacks is English, and runs its own way.
function tell(element, english) {
  element.lang = own[english] ? root.lang : "en";
  element.dir = own[english] ? "" : "auto";
}

function say(element, values) {
  const english = element.dataset.say;
  tell(element, english);
  return (own[english] || english).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function speak(at) {
  page = at;
  own = words[languages[at][NAME]] || {};
  root.lang = languages[at][TAG];
  root.dir = languages[at][DIR];
  $("lang").value = languages[at][NAME];
  for (const { element, words } of worded) {
    for (const [name, english] of words) {
      const word = own[english] || english;
      if (name === "text") element.textContent = word;
      else element.setAttribute(name, word);
      if (element.localName !== "select") tell(element, english);
    }
  }
  for (const { row, code } of entries) {
    for (const button of row.querySelectorAll("button")) {
      button.title = button.ariaLabel = say(button, { code });
    }
  }
  if (at > 0) describe(at);
  search();
}

function describe(at) {
  shown = at;
  if ($("shown")) $("shown").value = languages[at][NAME];
  entries.forEach(show);
}

// The best language for tags in order of preference, among `offered`: the same language and
// script once CLDR's likely subtags are added, best with the same region.
function negotiate(tags, offered) {
  const full = (tag) => {
    try {
      return new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    } catch {
      return {};
    }
  };
  for (const tag of tags) {
    const { language, script, region } = full(tag);
    const near = offered.filter((at) => {
      const other = full(languages[at][TAG]);
      return language && other.language === language && other.script === script;
    });
    if (near.length) return near.find((at) => full(languages[at][TAG]).region === region) ?? near[0];
  }
  return offered[0];
}

// The address: ?lang= and ?q= are kept in it, #22203 is the row.
let writing = 0;
function address(change) {
  const url = new URL(location);
  for (const [name, value] of Object.entries(change)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url;
}
function keep(change) {
  clearTimeout(writing);
  writing = setTimeout(() => {
    try {
      history.replaceState(null, "", address(change));
    } catch {
      // Some browsers allow no change of a file's address: the page works without.
    }
  }, 150);
}
const state = () => ({ q: $("q").value, lang: asked && languages[page][TAG] });

function arrive() {
  const entry = entries.find(({ code }) => location.hash === `#${code}`);
  if (!entry) return;
  if (!entry.found) clear();
  entry.row.hidden = false;
  entry.row.scrollIntoView();
}
function clear() {
  $("q").value = "";
  search();
  keep(state());
}

async function copy(button) {
  const entry = entries.find(({ row }) => row.contains(button));
  const link = address({ q: "" });
  link.hash = entry.code;
  const text = button.className === "link" ? link.href : entry.texts[page].text;
  const done = await write(text);
  const word = done ? $("said").dataset.done : $("said").dataset.failed;
  $("said").textContent = own[word] || word;
  button.dataset.state = done ? "done" : "failed";
  setTimeout(() => {
    delete button.dataset.state;
    $("said").textContent = "";
  }, 1600);
}
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea"); // for pages from plain http
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

const stored = "wilddog-errors-theme";
function theme(name) {
  try {
    if (name) localStorage.setItem(stored, name);
    name ||= localStorage.getItem(stored);
  } catch {
    // Without storage the choice holds until the page is left.
  }
  if (name) root.dataset.theme = name;
}

let asked = new URLSearchParams(location.search).get("lang");
theme();
const actions = $("actions").content;
for (const { row } of entries) row.append(actions.cloneNode(true));
for (const element of document.querySelectorAll("[data-js]")) element.hidden = false;
document.querySelector("kbd").textContent = /Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
const all = languages.map((_, at) => at);
$("q").value = new URLSearchParams(location.search).get("q") || "";
describe(negotiate(navigator.languages, all.slice(1)) ?? 0);
speak(negotiate([...(asked ? [asked] : []), ...navigator.languages], all));
arrive();

$("q").addEventListener("input", () => {
  if (scrollY > 0) document.querySelector("main").scrollIntoView();
  search();
  keep(state());
});
// A field of one line would join the lines of what is pasted, and the numbers at their ends.
$("q").addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text");
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  const { selectionStart, selectionEnd } = $("q");
  $("q").setRangeText(text.trim().replace(/[\r\n]+/g, " "), selectionStart, selectionEnd, "end");
  $("q").dispatchEvent(new Event("input"));
});
$("clear").addEventListener("click", () => {
  clear();
  $("q").focus();
});
$("lang").addEventListener("change", () => {
  asked = $("lang").value;
  speak(languages.findIndex((language) => language[NAME] === asked));
  keep(state());
});
$("shown")?.addEventListener("change", () => {
  describe(languages.findIndex((language) => language[NAME] === $("shown").value));
  search();
});
$("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  theme(dark ? "light" : "dark");
});
$("codes").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) copy(button);
});
addEventListener("hashchange", arrive);
// A shortcut of one character would be in the way of speech input (WCAG 2.1.4), so not "/".
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $("q").select();
  } else if (event.key === "Escape" && document.activeElement === $("q") && $("q").value) {
    event.preventDefault();
    clear();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const links = entries.filter(({ row }) => !row.hidden).map(({ link }) => link);
    const at = [$("q"), ...links].indexOf(document.activeElement);
    const next = at < 0 ? null : [$("q"), ...links][at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});
