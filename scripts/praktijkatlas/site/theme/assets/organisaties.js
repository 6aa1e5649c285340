// Finding an organisation by name, kind and place; what is asked stands in the address.
(() => {
  const base = document.body.dataset.base.replace(/\/$/, "");
  const form = document.querySelector("[data-find]");
  const found = document.querySelector("[data-found]");
  const browse = document.querySelector("[data-browse]");
  const status = found.querySelector("[data-status]");
  const list = found.querySelector("[data-list]");
  const { naam, soort, plaats } = form.elements;
  const fields = [naam, soort, plaats];
  const MOST = 100;
  const number = new Intl.NumberFormat("nl-NL");
  const counted = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  let asked;
  const data = () => {
    asked ??= fetch(`${base}/assets/organisaties.json`).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then((all) => ({
      ...all,
      // Where words are looked for: the name and other names of each.
      texts: all.rows.map((row) => fold(`${row[1]} ${row[5] ?? ""}`)),
    }));
    asked.catch(() => { asked = undefined; });
    return asked;
  };

  const fill = (select, options) => {
    if (select.options.length > 1) return;
    for (const [id, label] of options) select.append(new Option(label, id));
  };

  const read = () => {
    const parts = new URLSearchParams(location.search);
    return Object.fromEntries(fields.map(({ name }) => [name, parts.get(name) ?? ""]));
  };

  const address = () => {
    const parts = new URLSearchParams();
    for (const { name, value } of fields) if (value.trim()) parts.set(name, value.trim());
    const query = parts.toString();
    return location.pathname + (query ? `?${query}` : "");
  };

  const line = ({ kinds, places }, [id, name, kind, place, practices]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${base}/organisaties/${encodeURIComponent(id)}/`;
    link.textContent = name;
    const note = document.createElement("small");
    const words = [kinds[kind]?.[1], places[place]?.[1]].filter(Boolean).join(", ");
    note.textContent = `${words ? `${words}. ` : ""}${counted(practices, "praktijk", "praktijken")}`;
    item.append(link, " ", note);
    return item;
  };

  let turns = 0;
  const show = async () => {
    const turn = (turns += 1);
    const words = fold(naam.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const chosen = words.length || soort.value || plaats.value;
    found.hidden = !chosen;
    browse.hidden = Boolean(chosen);
    if (!chosen) return;
    let all;
    try {
      all = await data();
    } catch {
      found.hidden = true;
      browse.hidden = false;
      return;
    }
    if (turn !== turns) return;
    const kind = all.kinds.findIndex(([id]) => id === soort.value);
    const place = all.places.findIndex(([id]) => id === plaats.value);
    const inside = (at) => at === place || (all.places[at]?.[2].includes(place) ?? false);
    const hits = all.rows.filter((row, n) => (kind < 0 || row[2] === kind)
      && (place < 0 || inside(row[3])) && words.every((word) => all.texts[n].includes(word)));
    list.replaceChildren(...hits.slice(0, MOST).map((row) => line(all, row)));
    const shown = hits.length > MOST ? ` U ziet de eerste ${MOST}; typ meer van de naam.` : "";
    const text = hits.length ? `${counted(hits.length, "organisatie", "organisaties")}.${shown}`
      : "Geen organisatie gevonden. Kies een andere soort of plaats, of typ een korter woord.";
    if (status.textContent !== text) status.textContent = text;
  };

  const apply = async () => {
    const wanted = read();
    naam.value = wanted.naam;
    if (wanted.soort || wanted.plaats) await ready();
    soort.value = wanted.soort;
    plaats.value = wanted.plaats;
    // What the site does not know (any more) is left out.
    for (const select of [soort, plaats]) if (select.selectedIndex < 0) select.value = "";
    await show();
  };
  const ready = () => data().then((all) => {
    for (const [select, options] of [[soort, all.kinds], [plaats, all.places]]) {
      const { value } = select;
      fill(select, options);
      select.value = value;
    }
  }).catch(() => {});

  const change = (replace) => {
    if (address() !== location.pathname + location.search) {
      history[replace ? "replaceState" : "pushState"](null, "", address());
    }
    show();
  };
  naam.addEventListener("input", () => change(true));
  for (const select of [soort, plaats]) select.addEventListener("change", () => change(false));
  form.addEventListener("submit", (event) => event.preventDefault());
  // The names come when somebody is about to look for one.
  for (const name of ["focusin", "pointerenter"]) form.addEventListener(name, ready, { once: true });
  found.querySelector("[data-clear]").addEventListener("click", () => {
    for (const field of fields) field.value = "";
    change(false);
    naam.focus();
  });
  addEventListener("popstate", apply);
  form.hidden = false;
  if (location.search) apply();
})();
