// The cards of the practices that were found; their texts come in small files, asked when needed.
import { excerpt } from "./excerpt.js";
import { kept } from "./index.js";

const base = document.body.dataset.base.replace(/\/$/, "");

export const asJson = async (path, version) => {
  const answer = await fetch(`${base}/assets/${path}${version ? `?v=${version}` : ""}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

const shards = new Map();
// What the card of a practice shows; `index` is the file with the numbers of all practices.
export const card = async (index, n) => {
  const place = Math.floor(n / index.shard);
  const rows = await kept(shards, place, () => asJson(`praktijken/${place}.json`, index.version));
  return rows[n % index.shard];
};

// A card like those that the page came with. An old card is written anew: making one takes longer.
export const drawCard = (index, [id, title, summary, places, levels, line, evidence], found, old) => {
  const made = old ?? document.querySelector("[data-browse] .card").cloneNode(true);
  made.hidden = false;
  const link = made.querySelector(".card__title a");
  link.href = `${base}/praktijken/${id}/`;
  link.textContent = title;
  made.querySelector(".card__summary").textContent = summary;
  const words = [places, levels, line, index.evidence[evidence]];
  made.querySelectorAll(".card__facts li").forEach((item, at) => { item.lastChild.textContent = words[at]; });
  made.querySelectorAll(".meter__dot").forEach((dot, at) => dot.classList.toggle("is-on", at < evidence));
  made.found = found;
  inView.unobserve(made);
  if (found) inView.observe(made);
  return made;
};

// Where the words stand in a practice is asked when its card comes into view.
const inView = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    inView.unobserve(target);
    const { found } = target;
    found.data().then((data) => {
      if (target.found !== found) return; // the card shows another practice by now
      const text = excerpt(data, "p", "card__summary");
      if (text.querySelector("mark")) target.querySelector(".card__summary").replaceWith(text);
    }).catch(() => {});
  }
}, { rootMargin: "200px" });
