// The story: Markdown of which little is allowed. What is not is told; what would be read as code is
// shown as it was typed.
import { clean, quoted, webAddress } from "./formulier-tekst.js";

const LEAD = /^(?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/;
const REFERENCE = /&#?\w+;/g;
const BRACKETED = /(\]\(\s*)<((?:https?:|mailto:|\.\.\/)[^\s<>\\]+|[^\s<>\\:]+\.md(?:#[^\s<>\\]*)?)>(?=[\s)])/gi;
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;

// A text in pieces, with a line end between each two: blocks of code with their fences, and what
// stands between those and blank lines.
const piecesOf = (text) => {
  const pieces = [];
  let open = null;
  let apart = true;
  const begin = (line, code) => { pieces.push({ lines: [line], code, closed: false }); };
  for (const line of text.split("\n")) {
    const [lead] = LEAD.exec(line);
    // A fence in a list or a quote ends with it.
    if (open?.inside && line.trim() && !/^[\s>]/.test(line)) open = null;
    if (open) {
      pieces.at(-1).lines.push(line);
      const bare = line.replace(/^[\s>]+/, "").trimEnd();
      if (bare.length >= open.mark.length && bare === open.mark[0].repeat(bare.length)) {
        pieces.at(-1).closed = true;
        open = null;
      }
      continue;
    }
    const [, ticks, waves] = FENCE.exec(line.slice(lead.length)) ?? [];
    const mark = ticks ?? waves;
    if (mark) open = { mark, inside: lead !== "" };
    if (mark || apart || !line.trim()) begin(line, Boolean(mark));
    else pieces.at(-1).lines.push(line);
    apart = Boolean(mark) || !line.trim();
  }
  return pieces.map(({ lines, code, closed }) => ({ text: lines.join("\n"), code: code && closed }));
};

// The texts under the headings of a practice, as they stand there.
export const sectionsOf = (markdown, titles) => {
  const found = new Map();
  for (const { text, code } of piecesOf(markdown)) {
    for (const line of text.split("\n")) {
      const title = code ? "" : /^ {0,3}##[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1];
      if (titles.includes(title) && !found.has(title)) found.set(title, []);
      else [...found.values()].at(-1)?.push(line);
    }
  }
  return titles.map((title) => (found.get(title) ?? []).join("\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd());
};

// What would be read as code, HTML or a list of links is shown as it was typed instead; `before` is
// the text that the site had, in which such things were meant.
const escaped = (text, before) => {
  const meant = { lines: new Set(before.split("\n")), references: new Set(before.match(REFERENCE)) };
  let blank = true;
  const lines = text.split("\n").map((line) => {
    const bare = line.replace(/^[\s>]+/, "");
    const lead = LEAD.exec(line)[0];
    const rest = line.slice(lead.length);
    const underline = /^(=+|-+)\s*$/.test(bare) && !blank;
    blank = !bare.trim();
    if (underline) return `${line.slice(0, line.length - bare.length)}\\${bare}`;
    const definition = rest.startsWith("[") && !/^\[\^\d{1,3}\]/.test(rest) && !/^\[[^\][\\]*\]\(/.test(rest) && !meant.lines.has(line);
    return /^(`{3,}|~{3,})/.test(rest) || definition ? `${lead}\\${rest}` : line;
  });
  const isEscaped = (slashes) => slashes.length % 2 === 1;
  // The address of a link does not need < and >, which begin HTML wherever no link was meant.
  const whole = lines.join("\n").replace(BRACKETED, (_found, begin, url) => `${begin}${url.replaceAll("(", "%28").replaceAll(")", "%29")}`);
  return whole
    .replace(/(\\*)<(?=[A-Za-z/!?])/g, (found, slashes, offset) => {
      const link = /^<(https?:\/\/[^\s<>]+)>/.exec(whole.slice(offset + slashes.length));
      return isEscaped(slashes) || (link && webAddress(link[1])) ? found : `${slashes}\\<`;
    })
    .replace(/(\\*)&(?=(#?\w+;))/g, (found, slashes, rest) => (isEscaped(slashes) || meant.references.has(`&${rest}`) ? found : `${slashes}\\&`));
};
// Points that were pasted from a letter are points of a list; `before` as above.
export const listing = (dots) => {
  const point = new RegExp(`^[ \\t]*(?:[${dots}][ \\t]+|[–o][ \\t]*\\t[ \\t]*)(?=\\S)`, "u");
  return (text, before) => {
    const meant = new Set(before.split("\n"));
    return text.split("\n").map((line) => (meant.has(line) ? line : line.replace(point, "- "))).join("\n");
  };
};
// The pieces of the text that the site had which can stay as they are, by how they look in the form.
// They may not turn into something else when what stands around them changes.
const keptOf = (before) => new Map(piecesOf(before)
  .filter(({ text, code }) => code || !(/^\s*(?:=+|-+)\s*(?:\n|$)/.test(text) || /^(?: {2}|\t).*</m.test(text) || /^[\s>]*(?:`{3}|~{3})/m.test(text)))
  .filter(({ text }) => escaped(text, "") !== text || clean(text) !== text)
  .map(({ text }) => [clean(text), text]));

const literal = (pieces, kept, before) => {
  const made = [];
  let loose = [];
  const flush = () => {
    if (loose.length) made.push(escaped(loose.join("\n"), before));
    loose = [];
  };
  for (const { text } of pieces) {
    if (kept.has(text)) {
      flush();
      made.push(kept.get(text));
    } else loose.push(text);
  }
  flush();
  return made.join("\n");
};

// The text as a reader sees it, without marks: what they keep apart may stand together there.
const seen = (text, before) => {
  const meant = new Set(before.match(REFERENCE));
  const area = document.createElement("textarea");
  return text.replace(/\[\^\d{1,3}\]/g, "").replace(/\]\((?:\s*<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g, "")
    .replace(/[[\]*_`<>\\]/g, "")
    .replace(REFERENCE, (found) => {
      if (!meant.has(found)) return found;
      area.innerHTML = found;
      return area.value;
    });
};

const target = (text) => {
  const rest = text.trimStart();
  if (rest.startsWith("<")) return rest.slice(1).split(/[>\n]/)[0];
  let depth = 0;
  let end = 0;
  for (; end < rest.length && !/\s/.test(rest[end]); end += 1) {
    if (rest[end] === "(") depth += 1;
    if (rest[end] === ")" && (depth -= 1) < 0) break;
  }
  return rest.slice(0, end);
};

// A function that reads a section: it says what is wrong in it, and gives its text for the file.
// `site` holds the names of the practices that exist (once they are known) and of this one; `before`
// is the text that the site has, of which goes out unchanged what was not changed.
export const storyOf = (privacy, letters, listed, site) => (given, say, sources, before = "") => {
  const unchanged = Boolean(before) && given === before;
  const text = unchanged ? before : listed(clean(given).trim(), before);
  const pieces = piecesOf(text);
  const kept = unchanged ? new Map(pieces.map((each) => [each.text, each.text])) : keptOf(before);
  const typed = pieces.filter((each) => !kept.has(each.text)).map((each) => each.text).join("\n");
  for (const line of typed.split("\n")) {
    const rest = line.replace(LEAD, "");
    if (/^#{1,6}(\s|$)/.test(rest)) say(`Een eigen kop (${quoted(rest)}) kan hier niet. Haal de hekjes weg; een tussenkopje kan vet zijn: **Wat lastig was:**`);
    if (/^\[\^\s*\d+\s*\]\s*:/.test(rest)) say("Zet bronnen niet onder de tekst, maar bij het onderdeel met de bronnen. Haal deze regel weg.");
  }
  if (/!\[(?!\^\d{1,3}\](?!\())/.test(typed)) say("Een afbeelding kan niet in de tekst. Haal haar hier weg; onder “Om het af te maken” is er plaats voor één beeld.");
  const prose = pieces.filter((each) => !(each.code && kept.has(each.text))).map((each) => each.text).join("\n");
  for (const [mark, number] of prose.matchAll(/\[\^(\d{1,3})\]/g)) {
    if (Number(number) < 1 || Number(number) > sources) say(`${mark} wijst naar een bron die niet bestaat. ${sources === 1 ? "Er is één bron, met nummer 1." : `Er zijn ${sources} bronnen.`}`);
  }
  for (const found of typed.matchAll(/\]\(/g)) {
    const url = target(typed.slice(found.index + 2));
    const [, file, page] = /^(?:(?:\.\/)?([^/]+)\.md|\.\.\/([^/]+)\/?)$/.exec(url.split("#")[0]) ?? [];
    const entry = file ?? page;
    if (entry !== undefined) {
      if (site.names && !(entry in site.names.titles) && entry !== site.current()) say(`De link naar ${quoted(url)} gaat naar een praktijk die niet bestaat. Schrijf haar id met .md erachter.`);
    } else if (!/^mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/i.test(url) && !webAddress(url)) {
      say(`De link ${url ? `naar ${quoted(url)} ` : ""}heeft geen volledig webadres. Schrijf het zo: [tekst](https://www.voorbeeld.nl).`);
    }
  }
  const plain = typed.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  const bare = seen(typed, before);
  if (/\]\(\s*(javascript|vbscript|data|file)\s*:|<(javascript|vbscript|data|file):/i.test(plain)) say("Zo’n link is niet veilig en doet het niet. Schrijf het hele adres, dat begint met https://.");
  letters(`${text} ${bare}`, say);
  for (const words of new Set([text, plain, bare])) privacy(words.replace(/\]\(\s*<?https?:[^\s)>]*/gi, "] ("), say);
  // A list of links that stays one is not seen.
  const unseen = new Set(before.split("\n").filter((line) => /^\s*\[[^\]]+\]:/.test(line)));
  const words = text.split("\n").filter((line) => !unseen.has(line)).join("\n").replace(/\[\^\d{1,3}\]/g, "").replace(/\]\([^)]*\)?/g, "").split("\n")
    .map((line) => line.replace(LEAD, "")).join(" ");
  if (!/[\p{L}\p{N}]/u.test(words)) say("Hier staat nog niets. Schrijf ten minste één zin, of zeg dat er niets over bekend is.");
  return literal(pieces, kept, before);
};
