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

  // Search. Nothing of it is loaded before a field has focus.
  const MOST = { panel: 7, page: 60 };
  let engine;
  const load = () => {
    engine ??= import(`${location.origin}${new URL(`${base}/pagefind/pagefind.js`, location).pathname}`)
      .then(async (pagefind) => {
        await pagefind.options({ excerptLength: 22 });
        await pagefind.init();
        return pagefind;
      });
    return engine;
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // An excerpt marks words with <mark>; everything else in it is text.
  const excerpt = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const shown = element("span", "hit__excerpt");
    for (const node of parsed.childNodes) {
      shown.append(node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent);
    }
    return shown;
  };

  const address = (url) => `${base}${url.replace(/^.*?(?=\/(praktijken|themas|regios|organisaties|over|bijdragen|privacy|toegankelijkheid|overzicht|open-data|ontwikkeling)\/|\/$)/, "")}`;

  const hit = (data) => {
    const link = element("a", "hit");
    link.href = address(data.raw_url ?? data.url);
    link.append(element("span", "hit__title", data.meta.title));
    if (data.meta.place) link.append(element("span", "hit__place", data.meta.place));
    link.append(excerpt(data.excerpt));
    const item = element("li");
    item.append(link);
    return item;
  };

  const search = async (words, most) => {
    const pagefind = await load();
    const found = await pagefind.debouncedSearch(words, {}, 120);
    if (found === null) return null; // somebody typed on
    const shown = await Promise.all(found.results.slice(0, most).map((result) => result.data()));
    return { total: found.results.length, shown };
  };

  const counted = (total) =>
    total === 0 ? "Niets gevonden. Probeer een ander of een korter woord."
      : total === 1 ? "1 pagina gevonden." : `${total} pagina’s gevonden.`;

  const fill = (place, found, words, everything) => {
    const status = element("p", "finder__status", counted(found.total));
    const list = element("ul", "hits");
    list.append(...found.shown.map(hit));
    place.replaceChildren(status, list);
    if (everything && found.total > found.shown.length) {
      const all = element("a", "more", `Alle ${found.total} bekijken`);
      all.href = `${base}/praktijken/?q=${encodeURIComponent(words)}`;
      const line = element("p", "finder__status");
      line.append(all);
      place.append(line);
    }
    place.hidden = false;
    say(status.textContent);
  };

  const live = element("div", "visually-hidden");
  live.setAttribute("role", "status");
  document.body.append(live);
  const say = (text) => { live.textContent = text; };
  const failed = (place) => {
    place.replaceChildren(element("p", "finder__status", "Zoeken lukt nu niet. Blader via de thema’s of de regio’s."));
    place.hidden = false;
  };

  const finder = document.querySelector("[data-finder]");
  const input = finder.querySelector("input");
  const panel = finder.querySelector(".finder__panel");
  const close = () => { panel.hidden = true; };
  input.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
  input.addEventListener("input", async () => {
    const words = input.value.trim();
    if (!words) return close();
    try {
      const found = await search(words, MOST.panel);
      if (found && input.value.trim() === words) fill(panel, found, words, true);
    } catch { failed(panel); }
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

  // The list of practices shows what was searched for in its address.
  const results = document.querySelector("[data-results]");
  const asked = results && new URLSearchParams(location.search).get("q")?.trim();
  if (asked) {
    input.value = asked;
    search(asked, MOST.page).then((found) => {
      if (!found) return;
      fill(results, found, asked, false);
      const heading = element("h2", "", `Gevonden voor “${asked}”`);
      results.prepend(heading);
      const all = element("a", "more", "Toon weer alle praktijken");
      all.href = location.pathname;
      results.append(all);
      document.querySelector("[data-browse]").hidden = true;
    }).catch(() => failed(results));
  }
})();
