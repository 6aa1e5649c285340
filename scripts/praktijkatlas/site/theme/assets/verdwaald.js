// Who comes to an address that does not exist meant something: the words in it are looked for.
import { find, hit } from "./search.js";

const MOST = 4;
const MOST_LENGTH = 80;
// Names of folders and files of the site, which tell nothing of what was meant.
const NO_WORDS = /^(praktijken|themas|regios|organisaties|bundels|feeds|api|v1|pagina|index|html?|php|aspx?|pdf|json|xml|md|www|\d+)$/;

// The last step of an address that says anything, in words: "x/health-hub-rodn.html" is "health hub rodn".
const wordsOf = (path) => {
  for (const step of path.split("/").reverse()) {
    let text = step;
    try { text = decodeURIComponent(step); } catch { /* then as it stands */ }
    const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !NO_WORDS.test(word.toLowerCase()));
    if (words.length) return words.join(" ").slice(0, MOST_LENGTH);
  }
  return "";
};

const base = document.body.dataset.base.replace(/\/$/, "");
const input = document.getElementById("zoek-hier");
const place = document.querySelector("[data-lost]");
const words = wordsOf(location.pathname.slice(base.length).replace(/\/404\.html$/, "/"));

if (words) {
  input.value = words;
  find(words).then(async ({ hits }) => {
    const found = await Promise.all(hits.slice(0, MOST).map((result) => result.data()));
    place.querySelector("ul").append(...found.map((data) => hit(base, data)));
    place.hidden = !found.length;
  }).catch(() => {}); // the field is there all the same
}
