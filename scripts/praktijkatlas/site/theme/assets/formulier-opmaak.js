// Markdown as the form shows it while somebody types: what entries may hold, drawn as on the page.
// The site reads the same text with a parser of its own (reading/body.py); tests hold the two
// against each other.
import { webAddress } from "./formulier-tekst.js";

export const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

// ---- In a line ---------------------------------------------------------------------------------

const URL_IN = String.raw`<?((?:[^()\s<>]|\([^()\s<>]*\))+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*`;
const INLINE = new RegExp([
  String.raw`\\([!-/:-@[-\x60{-~])`,
  String.raw`(\n)`,
  String.raw`\*\*([^]+?)\*\*`,
  String.raw`\*([^*\s][^*]*)\*`,
  String.raw`(?<![\p{L}\p{N}_])__([^_]+)__(?![\p{L}\p{N}_])`,
  String.raw`(?<![\p{L}\p{N}_])_([^_\s][^_]*)_(?![\p{L}\p{N}_])`,
  "`([^`]+)`",
  String.raw`\[\^(\d{1,3})\]`,
  String.raw`\[([^\]]{0,1000})\]\(\s*${URL_IN}\)`,
  String.raw`<(https?:\/\/[^\s<>]+)>`,
  String.raw`(&#?\w+;)`,
].join("|"), "gu");
const decoded = (reference) => {
  const area = document.createElement("textarea");
  area.innerHTML = reference;
  return area.value;
};
const linked = (url, ...inside) => {
  const made = element("a", "", ...inside);
  if (webAddress(url)) made.href = url;
  return made;
};
const inline = (text) => {
  const found = [];
  let words = "";
  let done = 0;
  const put = (...parts) => {
    found.push(words, ...parts);
    words = "";
  };
  for (const match of text.matchAll(INLINE)) {
    const [whole, mark, end, star, point, under, low, code, cite, label, url, bare, reference] = match;
    words += text.slice(done, match.index);
    done = match.index + whole.length;
    const strong = star ?? under;
    const em = point ?? low;
    if (mark ?? reference) words += mark ?? decoded(reference);
    else if (end) put(element("br"));
    else if (strong !== undefined) put(element("strong", "", ...inline(strong)));
    else if (em !== undefined) put(element("em", "", ...inline(em)));
    else if (code !== undefined) put(element("code", "", code.trim() ? code.replace(/^ (.*) $/, "$1") : code));
    else if (cite !== undefined) put(element("sup", !words && found.at(-1)?.className?.startsWith("cite") ? "cite cite--next" : "cite", cite));
    else put(bare === undefined ? linked(url, ...inline(label)) : linked(bare, bare));
  }
  return [...found, words + text.slice(done)];
};

// ---- In blocks ---------------------------------------------------------------------------------

const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const QUOTE = /^ {0,3}>/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])( +|$)(.*)$/;
const DELIMITER = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const INDENTED = /^ {4}/;
const DEEPEST = 30;

const isBlank = (line) => !line.trim();
const indentOf = (line) => line.length - line.trimStart().length;
const itemAt = (line) => (RULE.test(line) ? null : ITEM.exec(line));
// What ends a paragraph without a blank line.
const interrupts = (line) => {
  const item = itemAt(line);
  return FENCE.test(line) || QUOTE.test(line) || RULE.test(line) || HEADING.test(line)
    || Boolean(item && item[5] && (!item[3] || Number(item[3]) === 1));
};
const cellsOf = (line) => line.trim().replace(/^\|/, "").replace(/((?:^|[^\\])(?:\\\\)*)\|$/, "$1").split(/(?<!\\)\|/)
  .map((cell) => cell.trim().replaceAll("\\|", "|"));
const isTable = (line, next) => line.includes("|") && next !== undefined && DELIMITER.test(next)
  && cellsOf(line).length === cellsOf(next).length && (next.includes("|") || cellsOf(line).length > 1);

const drawTable = (rows) => {
  const [head, , ...others] = rows.map(cellsOf);
  const row = (name, cells) => element("tr", "", ...head.map((_, i) => element(name, "", ...inline(cells[i] ?? ""))));
  const body = others.length ? [element("tbody", "", ...others.map((cells) => row("td", cells)))] : [];
  return element("div", "table", element("table", "", element("thead", "", row("th", head)), ...body));
};

const drawCode = (lines) => element("pre", "", element("code", "", `${lines.join("\n")}\n`));

// The items of a list from a line on, each in lines of its own, and where the list ends.
const itemsFrom = (lines, begin) => {
  const sort = (item) => item[2].at(-1);
  const first = itemAt(lines[begin]);
  const items = [];
  let loose = false;
  let i = begin;
  for (let item = first; item && sort(item) === sort(first); item = i < lines.length ? itemAt(lines[i]) : null) {
    const [, indent, marker, , space, rest] = item;
    const width = indent.length + marker.length + (rest && space.length < 5 ? space.length : 1);
    const own = [rest && space.length > 4 ? space.slice(1) + rest : rest];
    let fence = FENCE.exec(own[0])?.[1];
    for (i += 1; i < lines.length; i += 1) {
      const line = lines[i];
      const inside = indentOf(line) >= width;
      if (isBlank(line)) own.push("");
      else if (inside) own.push(line.slice(width));
      // A line that only goes on with a paragraph need not be indented.
      else if (!fence && !isBlank(own.at(-1)) && !itemAt(line) && !interrupts(line)) own.push(line.trimStart());
      else break;
      const mark = FENCE.exec(own.at(-1))?.[1];
      if (mark) fence = !fence ? mark : mark.startsWith(fence) ? undefined : fence;
    }
    let blanks = 0;
    while (own.length > 1 && isBlank(own.at(-1))) {
      own.pop();
      blanks += 1;
    }
    items.push(own);
    const next = i < lines.length ? itemAt(lines[i]) : null;
    loose ||= Boolean(blanks && next && sort(next) === sort(first));
  }
  return { items, loose, end: i, start: first[3] === undefined ? undefined : Number(first[3]) };
};

const drawList = ({ items, loose, start }, depth) => {
  const drawn = items.map((own) => draw(own, depth + 1));
  const apart = loose || drawn.some(({ spaced }) => spaced);
  const list = element(start === undefined ? "ul" : "ol", "", ...drawn.map(({ made }) => element(
    "li", "", ...made.flatMap((block) => (apart || block.tagName !== "P" ? [block] : [...block.childNodes])),
  )));
  if (start > 1) list.start = start;
  return list;
};

// The blocks in some lines, and whether a blank line stands between two of them.
const draw = (lines, depth = 0) => {
  const made = [];
  let spaced = false;
  let i = 0;
  const until = (stop) => {
    const begin = i;
    while (i < lines.length && !stop(lines[i])) i += 1;
    return lines.slice(begin, i);
  };
  while (i < lines.length) {
    const line = lines[i];
    if (isBlank(line)) {
      spaced ||= made.length > 0;
      i += 1;
      continue;
    }
    const [, fence] = FENCE.exec(line) ?? [];
    const item = depth < DEEPEST ? itemAt(line) : null;
    if (fence) {
      i += 1;
      const indent = indentOf(line);
      const inside = until((each) => each.trim().startsWith(fence) && !each.trim().replaceAll(fence[0], ""));
      i += 1;
      made.push(drawCode(inside.map((each) => each.slice(Math.min(indent, indentOf(each))))));
    } else if (INDENTED.test(line)) {
      const inside = until((each) => !INDENTED.test(each) && !isBlank(each)).map((each) => each.slice(4));
      while (isBlank(inside.at(-1))) inside.pop();
      made.push(drawCode(inside));
    } else if (RULE.test(line)) {
      i += 1;
      made.push(element("hr"));
    } else if (QUOTE.test(line) && depth < DEEPEST) {
      let lazy = false;
      const inside = until((each) => {
        if (QUOTE.test(each)) lazy = !isBlank(each.replace(/^ {0,3}> ?/, ""));
        else if (!lazy || isBlank(each) || interrupts(each)) return true;
        return false;
      });
      made.push(element("blockquote", "", ...draw(inside.map((each) => each.replace(/^ {0,3}> ?/, "")), depth + 1).made));
    } else if (item) {
      const list = itemsFrom(lines, i);
      i = list.end;
      // Blank lines behind a list belong to what holds it.
      if (i < lines.length && isBlank(lines[i - 1])) spaced = true;
      made.push(drawList(list, depth));
    } else if (isTable(line, lines[i + 1])) {
      const rows = [...lines.slice(i, i + 2)];
      i += 2;
      rows.push(...until((each) => isBlank(each) || interrupts(each)));
      made.push(drawTable(rows));
    } else {
      i += 1;
      const others = until((each) => isBlank(each) || interrupts(each));
      // Two spaces or a \ at the end of a line begin a new one.
      const text = [line, ...others].map((each) => each.trimStart()).join("\n").trimEnd().replace(/(?: {2,}|(\\))\n| *(\n)/g, (_end, _slash, soft) => (soft ? " " : "\n"));
      made.push(element("p", "", ...inline(text)));
    }
  }
  return { made, spaced };
};

// A tab before the words goes on to the next fourth column.
const LEAD = /^(?:[ \t>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))+/;
const untabbed = (lead) => [...lead].reduce((made, each) => made + (each === "\t" ? " ".repeat(4 - (made.length % 4)) : each), "");
const linesOf = (text) => text.split("\n").map((line) => line.replace(LEAD, untabbed));

// The text of a section as elements.
export const blocks = (text) => draw(linesOf(text)).made;

// The paragraphs of a section, those in lists and quotes included, and the items that hold words
// without one.
export const paragraphs = (text) => {
  const whole = element("div", "", ...blocks(text));
  for (const end of whole.querySelectorAll("br")) end.replaceWith(" ");
  const items = [...whole.querySelectorAll("li")].map((item) => {
    const own = item.cloneNode(true);
    for (const block of own.querySelectorAll("p, ul, ol, blockquote, pre, .table")) block.remove();
    return own;
  });
  return [...whole.querySelectorAll("p"), ...items.filter((each) => each.textContent.trim())];
};
