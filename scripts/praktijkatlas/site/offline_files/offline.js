// Search in the copy to take along: all words must be in a practice. In its title counts most, and
// together, as they were typed, they count more than apart.
// The list comes as a script (offline-gegevens.js), because a page that is a file fetches nothing.
(() => {
  const base = document.body.dataset.base.replace(/\/$/, "");
  const LIST = "praktijken/index.html";
  const EMPTY = new Set("de het een en of in op van voor met naar bij over ik wij u".split(" "));

  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const practices = window.atlasPractices.map(([id, title, summary, place, levels, status, evidence, words]) => ({
    id, title, summary, place, levels, status, evidence, words: ` ${words} `, heading: ` ${fold(title)} `,
  }));
  const weight = (practice, word) => {
    if (practice.heading.includes(` ${word}`)) return 4;
    if (practice.words.includes(` ${word}`)) return 2;
    return practice.words.includes(word) && word.length > 3 ? 1 : 0;
  };
  const together = (practice, phrase) =>
    practice.heading.includes(` ${phrase} `) ? 8 : practice.words.includes(` ${phrase} `) ? 6 : 0;
  const search = (question) => {
    const typed = fold(question).split(" ").filter(Boolean);
    const some = typed.filter((word) => !EMPTY.has(word));
    const words = some.length ? some : typed;
    return practices
      .map((practice) => [practice, words.map((word) => weight(practice, word))])
      .filter(([, weights]) => weights.length && weights.every(Boolean))
      .map(([practice, weights]) => [
        practice,
        weights.reduce((sum, each) => sum + each, words.length > 1 ? together(practice, words.join(" ")) : 0),
      ])
      .sort((one, other) => other[1] - one[1])
      .map(([practice]) => practice);
  };
  const pageOf = (practice) => `${base}/praktijken/${practice.id}/index.html`;

  // What praktijkatlas.js asks of search.js.
  window.atlasSearch = {
    list: LIST,
    element,
    load: async () => {},
    find: async (question) => ({
      hits: search(question).map((practice) => ({ data: async () => practice })),
      terms: [],
    }),
    hit: (_, practice) => {
      const link = element("a", "hit");
      link.href = pageOf(practice);
      link.append(element("span", "hit__title", practice.title), element("span", "hit__place", practice.place));
      link.append(element("span", "hit__excerpt", practice.summary));
      const item = element("li");
      item.append(link);
      return item;
    },
  };

  // The list of practices.
  const bar = document.querySelector("[data-bar]");
  const field = bar?.querySelector("input");
  if (!field) return;
  const [status, shown, browse] = ["status", "shown", "browse"].map((name) => document.querySelector(`[data-${name}]`));
  // A card like those that the page came with.
  const card = (practice) => {
    const made = browse.querySelector(".card").cloneNode(true);
    const link = made.querySelector(".card__title a");
    link.href = pageOf(practice);
    link.textContent = practice.title;
    made.querySelector(".card__summary").textContent = practice.summary;
    const words = [practice.place, practice.levels, practice.status, window.atlasEvidence[practice.evidence]];
    made.querySelectorAll(".card__facts li").forEach((item, at) => { item.lastChild.textContent = words[at]; });
    made.querySelectorAll(".meter__dot").forEach((dot, at) => dot.classList.toggle("is-on", at < practice.evidence));
    return made;
  };
  const show = () => {
    const question = field.value.replace(/["“”„«»]/g, "").trim();
    const found = question ? search(question) : [];
    const cards = element("div", "cards");
    cards.append(...found.map(card));
    shown.replaceChildren(cards);
    shown.hidden = !question;
    browse.hidden = Boolean(question);
    const counted = found.length === 1 ? "1 praktijk" : `${found.length} praktijken`;
    status.textContent = !question ? "" : found.length ? `${counted} voor “${question}”.`
      : `Geen praktijken voor “${question}”. Probeer een ander of een korter woord.`;
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  bar.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
