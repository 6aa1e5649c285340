// Runs before the first paint, so that the chosen colours do not flash.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("praktijkatlas.kleuren");
    if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;
  } catch { /* storage may be closed to us: then the system's choice holds */ }
})();
