// The part of a text in which the words stand that somebody looked for, with these words marked.
import { fold } from "./index.js";

const WORDS_AROUND = 24;
const SAME_START = 3;
// A word with the signs around it, which are not marked.
const SIGNS = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

export const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

// A text that is told again, cut off before it fills a screen.
export const shortened = (text, most) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);

// Collects what was looked for, and tells whether a word of a text is a form or a compound of it.
export class Needles {
  #stem;
  #stems = new Set();
  #starts = new Set(); // of the stems, as most words can be told apart by their first letters
  #parts = [];
  #known = new Map();

  constructor(stem) {
    this.#stem = stem;
  }

  addWord(word) {
    const stem = this.#stem(word);
    this.#stems.add(stem);
    this.#starts.add(stem.slice(0, SAME_START));
  }

  // A word that may be a part of a longer one.
  addPart(word) {
    this.addWord(word);
    this.#parts.push(this.#stem(word));
  }

  has(text) {
    let found = this.#known.get(text);
    if (found === undefined) {
      found = fold(text).split(" ").some((word) => this.#matches(word));
      this.#known.set(text, found);
    }
    return found;
  }

  #matches(word) {
    if (!word) return false;
    if (this.#parts.some((part) => word.startsWith(part) || (word.length > part.length + 3 && this.#stem(word).endsWith(part)))) return true;
    return this.#starts.has(word.slice(0, SAME_START)) && this.#stems.has(this.#stem(word));
  }
}

export const excerpt = ({ text, needles }, name = "span", className = "hit__excerpt") => {
  const words = text.split(" ");
  const found = words.map((word) => needles.has(word));
  const end = words.length;
  // How many words around a place were looked for; counted on, as a text has hundreds of places.
  const counted = [0];
  found.forEach((is, at) => counted.push(counted[at] + (is ? 1 : 0)));
  const near = (at) => counted[Math.min(end, at + WORDS_AROUND)] - counted[at];
  let from = 0;
  found.forEach((is, at) => {
    const start = Math.max(0, at - 4);
    if (is && near(start) > near(from)) from = start;
  });
  if (from < 6) from = 0;
  const to = Math.min(end, from + WORDS_AROUND);
  const shown = element(name, className);
  if (from > 0) shown.append("… ");
  for (let at = from; at < to; at += 1) {
    const [, before, word, after] = found[at] ? words[at].match(SIGNS) : ["", words[at], "", ""];
    shown.append(before, word ? element("mark", "", word) : "", after, at + 1 < to ? " " : "");
  }
  if (to < end) shown.append(" …");
  return shown;
};
