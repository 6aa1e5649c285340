// What the pages do: menu, colours and search. Without this script everything can still be read.
(() => {
  const base = document.body.dataset.base.replace(/\/$/, "");
  const root = document.documentElement;

  // Menu on a narrow screen.
  const menuButton = document.querySelector("[data-menu]");
  const menu = document.getElementById("menu");
  menuButton.hidden = false;
  menuButton.addEventListener("click", () => {
    const open = menu.classList.toggle("is-open");
    menuButton.setAttribute("aria-expanded", String(open));
  });

  // Light or dark, kept in the browser only when somebody chooses.
  const appearance = document.querySelector("[data-appearance]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => {
    appearance.setAttribute("aria-pressed", String(isDark()));
  };
  appearance.hidden = false;
  show();
  system.addEventListener("change", show);
  appearance.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("praktijkatlas.kleuren", root.dataset.scheme);
    } catch { /* the choice then holds for this page */ }
    show();
  });

  // Paper leads back to what was chosen: that stands in the address.
  const address = document.querySelector("[data-address]");
  const bare = address?.textContent;
  addEventListener("beforeprint", () => {
    if (!address) return;
    address.textContent = bare + location.search;
    const line = address.parentElement;
    line.classList.toggle("printed--chosen", Boolean(location.search));
    if (location.search) line.parentElement.prepend(line);
  });

  // Search. Nothing of it is loaded before a field has focus.
  const MOST = 7;
  const FIRST = 3; // shown at once; the rest follows
  const PAUSE = 60;
  const LATE = 200; // milliseconds after which it is told that it takes a while
  let finding;
  const modules = () => {
    // What search.js imports comes at the same time, not after it; so does the head of the index.
    for (const name of ["language", "excerpt"]) import(`./${name}.js`).catch(() => {});
    import("./index.js").then(({ Index }) => Index.load()).catch(() => {});
    return import("./search.js");
  };
  const load = async () => {
    // The copy to take along brings a search of its own: a page that is a file loads no modules.
    finding ??= window.atlasSearch ?? modules();
    try {
      const engine = await finding;
      await engine.load();
      return engine;
    } catch (error) {
      finding = undefined; // so that the next word tries again
      throw error;
    }
  };

  const counted = (total) =>
    total === 0 ? "Niets gevonden. Probeer een ander of een korter woord."
      : total === 1 ? "1 pagina gevonden." : `${total} pagina’s gevonden.`;

  const seek = async (words, late) => {
    const { element, find, hit, list: address = "praktijken/" } = await load();
    const { hits, terms } = await find(words);
    const drawn = async (from, to) =>
      (await Promise.all(hits.slice(from, to).map((result) => result.data()))).map((data) => hit(base, data));
    const first = await drawn(0, FIRST);
    clearTimeout(late);
    if (input.value.trim() !== words) return; // somebody typed on
    const meant = terms.length ? ` Gezocht op: ${terms.join(", ")}.` : "";
    const status = element("p", "finder__status", counted(hits.length) + meant);
    const list = element("ul", "hits");
    list.append(...first);
    const more = [];
    if (hits.length > MOST) {
      const all = element("a", "more", `Alle ${hits.length} bekijken`);
      all.href = `${base}/${address}?q=${encodeURIComponent(words)}`;
      more.push(element("p", "finder__status"));
      more[0].append(all);
    }
    draw(status, list, ...more);
    say(status.textContent);
    list.append(...await drawn(FIRST, MOST));
  };

  const search = async (words) => {
    const late = setTimeout(() => {
      if (input.value.trim() === words && !panel.contains(document.activeElement)) tell("Even zoeken …");
    }, LATE);
    await seek(words, late).catch(() => {
      clearTimeout(late);
      tell("Zoeken lukt nu niet. Blader via de thema’s of de regio’s.");
    });
  };

  const live = document.createElement("div");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  document.body.append(live);
  const say = (text) => { live.textContent = text; };
  // Whoever went on to a result already stays among the results when those are drawn anew.
  const draw = (...parts) => {
    const held = panel.contains(document.activeElement);
    panel.replaceChildren(...parts);
    panel.hidden = false;
    if (held) (panel.querySelector("a") ?? input).focus();
  };
  const tell = (text) => {
    const line = document.createElement("p");
    line.className = "finder__status";
    line.textContent = text;
    draw(line);
    say(text);
  };

  const finder = document.querySelector("[data-finder]");
  if (!finder) return; // a site may have no search
  const input = finder.querySelector("input");
  const panel = finder.querySelector(".finder__panel");
  const close = () => { panel.hidden = true; };
  input.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = input.value.trim();
    if (!words) close();
    else waiting = setTimeout(() => search(words), PAUSE);
  });
  finder.addEventListener("keydown", (event) => {
    const stops = [input, ...panel.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Escape" && !panel.hidden) {
      close();
      input.focus();
      event.preventDefault();
    } else if (!panel.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp") && at >= 0) {
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) next.focus();
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => { if (!finder.contains(event.target)) close(); });
  finder.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !finder.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
      event.preventDefault();
    }
  });
})();
