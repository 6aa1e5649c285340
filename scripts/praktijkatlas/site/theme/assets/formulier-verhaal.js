// The story: Markdown of which little is allowed. What is not is told; what would be read as code is
// shown as it was typed.
import { clean, quoted, webAddress } from "./formulier-tekst.js";

// What would be read as code, HTML or a list of links is shown as it was typed instead.
const literal = (text) => {
  let blank = true;
  const lines = text.split("\n").map((line) => {
    const bare = line.replace(/^[\s>]+/, "");
    const [, lead, rest] = /^((?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*)(.*)$/.exec(line);
    const underline = /^(=+|-+)\s*$/.test(bare) && !blank;
    blank = !bare.trim();
    if (underline) return `${line.slice(0, line.length - bare.length)}\\${bare}`;
    const definition = rest.startsWith("[") && !/^\[\^\d{1,3}\]/.test(rest) && !/^\[[^\][\\]*\]\(/.test(rest);
    return /^(`{3,}|~{3,})/.test(rest) || definition ? `${lead}\\${rest}` : line;
  });
  const whole = lines.join("\n");
  const escaped = (slashes) => slashes.length % 2 === 1;
  return whole
    .replace(/(\\*)<(?=[A-Za-z/!?])/g, (found, slashes, offset) => {
      const link = /^<(https?:\/\/[^\s<>]+)>/.exec(whole.slice(offset + slashes.length));
      return escaped(slashes) || (link && webAddress(link[1])) ? found : `${slashes}\\<`;
    })
    .replace(/(\\*)&(?=#?\w+;)/g, (found, slashes) => (escaped(slashes) ? found : `${slashes}\\&`));
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
// `site` holds the names of the practices that exist (once they are known) and of this one.
export const storyOf = (privacy, letters, site) => (given, say, sources) => {
  const text = clean(given).trim();
  for (const line of text.split("\n")) {
    const rest = line.replace(/^(?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/, "");
    if (/^#{1,6}(\s|$)/.test(rest)) say(`Een eigen kop (${quoted(rest)}) kan hier niet. Haal de hekjes weg; een tussenkopje kan vet zijn: **Wat lastig was:**`);
    if (/^\[\^\s*\d+\s*\]\s*:/.test(rest)) say("Zet bronnen niet onder de tekst, maar bij het onderdeel met de bronnen. Haal deze regel weg.");
  }
  if (/!\[(?!\^\d{1,3}\](?!\())/.test(text)) say("Een afbeelding kan niet in de tekst. Haal haar hier weg; onder “Om het af te maken” is er plaats voor één beeld.");
  for (const [mark, number] of text.matchAll(/\[\^(\d{1,3})\]/g)) {
    if (Number(number) < 1 || Number(number) > sources) say(`${mark} wijst naar een bron die niet bestaat. ${sources === 1 ? "Er is één bron, met nummer 1." : `Er zijn ${sources} bronnen.`}`);
  }
  for (const found of text.matchAll(/\]\(/g)) {
    const url = target(text.slice(found.index + 2));
    const [, file, page] = /^(?:(?:\.\/)?([^/]+)\.md|\.\.\/([^/]+)\/?)$/.exec(url.split("#")[0]) ?? [];
    const entry = file ?? page;
    if (entry !== undefined) {
      if (site.names && !(entry in site.names.titles) && entry !== site.current()) say(`De link naar ${quoted(url)} gaat naar een praktijk die niet bestaat. Schrijf haar id met .md erachter.`);
    } else if (!/^mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/i.test(url) && !webAddress(url)) {
      say(`De link ${url ? `naar ${quoted(url)} ` : ""}heeft geen volledig webadres. Schrijf het zo: [tekst](https://www.voorbeeld.nl).`);
    }
  }
  const plain = text.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  if (/\]\(\s*(javascript|vbscript|data|file)\s*:|<(javascript|vbscript|data|file):/i.test(plain)) say("Zo’n link is niet veilig en doet het niet. Schrijf het hele adres, dat begint met https://.");
  letters(text, say);
  for (const words of new Set([text, plain])) privacy(words.replace(/\]\(\s*<?https?:[^\s)>]*/gi, "] ("), say);
  const words = text.replace(/\[\^\d{1,3}\]/g, "").replace(/\]\([^)]*\)?/g, "").split("\n")
    .map((line) => line.replace(/^(?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/, "")).join(" ");
  if (!/[\p{L}\p{N}]/u.test(words)) say("Hier staat nog niets. Schrijf ten minste één zin, of zeg dat er niets over bekend is.");
  return literal(text);
};
