// The folder of chosen practices: kept in this browser only, and only when somebody uses it.
// On every page: the buttons that put a practice in the folder, and the count in the header.

const KEY = "praktijkatlas.map";
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MOST = 60;

// Cut between characters: half a character cannot stand in an address. Halves that came in are left out.
const line = (value, longest) =>
  (typeof value === "string" ? [...value.replace(/\p{Surrogate}/gu, "")].slice(0, longest).join("") : "");

// Whatever was kept or shared, the rest of the code sees a folder of this form.
export const clean = (found) => {
  const items = new Map();
  for (const each of Array.isArray(found?.items) ? found.items : []) {
    const id = line(each?.id, 120);
    if (ID.test(id) && !items.has(id) && items.size < MOST) {
      items.set(id, { id, title: line(each.title, 200), note: line(each.note, 1000) });
    }
  }
  const date = line(found?.date, 10);
  return {
    title: line(found?.title, 120),
    date: /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : "",
    items: [...items.values()],
  };
};

let unkept = null; // the folder of this page when the browser keeps nothing
export const isKept = () => unkept === null;

export const read = () => {
  if (unkept) return unkept;
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    unkept = clean(null);
    return unkept;
  }
  try {
    return clean(JSON.parse(kept));
  } catch {
    return clean(null);
  }
};

// Reads what another tab may have written just now, changes it and keeps it.
export const change = (make) => {
  const folder = clean(make(read()));
  try {
    if (folder.items.length || folder.title || folder.date) localStorage.setItem(KEY, JSON.stringify(folder));
    else localStorage.removeItem(KEY);
    unkept = null;
  } catch {
    unkept = folder;
  }
  showAll();
  return folder;
};

export const practices = (n) => (n === 1 ? "1 praktijk" : `${n} praktijken`);

export const say = (text) => {
  const place = document.querySelector("[data-told]") ?? document.querySelector("body > [role=status]");
  if (place) place.textContent = text;
};

// The practice that a button is about: that of the card or line it stands on, or of the page.
export const practiceOf = (button) => {
  const place = button.closest(".card, [data-practice], .chosen__item");
  const link = place?.querySelector(".card__title a, a[data-title], .chosen__title a");
  return link
    ? { id: place.dataset.id ?? new URL(link.href).pathname.split("/").at(-2), title: link.textContent }
    : { id: button.dataset.save ?? button.dataset.compare, title: document.querySelector("h1").textContent };
};

const showButton = (button, chosen) => {
  const { id, title } = practiceOf(button);
  button.hidden = false;
  button.setAttribute("aria-pressed", String(chosen.has(id)));
  button.querySelector("[data-save-title]").textContent = ` ${title}`;
};

const inFolder = () => new Set(read().items.map((each) => each.id));

function show(places = [document]) {
  const chosen = inFolder();
  for (const place of places) {
    for (const button of place.querySelectorAll("[data-save]")) showButton(button, chosen);
  }
  const link = document.querySelector("[data-folder]");
  if (!link) return;
  link.hidden = chosen.size === 0;
  link.querySelector("[data-folder-count]").textContent = String(chosen.size);
  link.querySelector("[data-folder-word]").textContent = chosen.size === 1 ? "praktijk" : "praktijken";
}

export const warn = (text) => {
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  document.body.append(toast);
};

document.addEventListener("click", ({ target }) => {
  document.querySelector(".toast")?.remove();
  const button = target.closest("[data-save]");
  if (!button) return;
  const { id, title } = practiceOf(button);
  const has = inFolder().has(id);
  if (!has && read().items.length >= MOST) {
    const full = `Uw map is vol: er passen ${MOST} praktijken in.`;
    warn(full);
    say(full);
    return;
  }
  const { items } = change((folder) => ({
    ...folder,
    items: has ? folder.items.filter((each) => each.id !== id) : [...folder.items, { id, title }],
  }));
  let told = has ? `Uit uw map gehaald: ${title}.` : `Bewaard in uw map: ${title}.`;
  if (isKept()) told += ` In uw map: ${items.length ? practices(items.length) : "niets meer"}.`;
  else {
    told = "Uw browser bewaart niets van deze site. De map is daarom weg zodra u deze pagina verlaat.";
    warn(told);
  }
  say(told);
});

const showAll = () => {
  show();
  document.dispatchEvent(new Event("folder"));
};
addEventListener("storage", ({ key }) => { if (key === KEY || key === null) showAll(); });
// A page that comes back from the browser's memory missed what other tabs did.
addEventListener("pageshow", ({ persisted }) => { if (persisted) showAll(); });

// Cards that a script puts on the page later, or that now show another practice.
document.addEventListener("cards", ({ target }) => show([target]));
new MutationObserver((changes) => {
  const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
  const places = added.filter((node) => node instanceof Element && node.querySelector("[data-save]"));
  if (places.length) show(places);
}).observe(document.querySelector("main"), { childList: true, subtree: true });
show();
