// The drawing of who works with whom: pointing at an organisation leaves its lines and partners.
for (const drawing of document.querySelectorAll("[data-network]")) {
  const nodes = [...drawing.querySelectorAll(".node")];
  const show = (node) => {
    drawing.classList.toggle("is-pointed", Boolean(node));
    const own = node ? `n${node.dataset.number}` : "";
    const joined = new Set([own]);
    for (const tie of drawing.querySelectorAll(".tie")) {
      const on = Boolean(own) && tie.classList.contains(own);
      tie.classList.toggle("is-on", on);
      if (on) tie.classList.forEach((name) => joined.add(name));
    }
    for (const each of nodes) each.classList.toggle("is-on", joined.has(`n${each.dataset.number}`));
  };
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => show(node));
    node.addEventListener("focus", () => show(node));
    node.addEventListener("pointerleave", () => show(null));
    node.addEventListener("blur", () => show(null));
  }
}
