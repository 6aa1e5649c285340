// What was typed, kept in this browser; every tab with the same form keeps it in the same place.

// The draft under a name. `isNewer` says that another tab wrote since this one last read or wrote,
// and `isGone` that nothing is kept now. Writing throws an error in a browser that keeps nothing.
export const draftAt = (key) => {
  const look = () => { try { return localStorage.getItem(key); } catch { return null; } };
  let seen = look();
  return {
    read: () => {
      seen = look();
      try { return JSON.parse(seen); } catch { return null; }
    },
    write: (raw) => {
      const text = JSON.stringify({ ...raw, at: new Date().toISOString() });
      localStorage.setItem(key, text);
      seen = text;
    },
    forget: () => {
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
      seen = null;
    },
    isNewer: () => look() !== seen,
    isGone: () => look() === null,
    whenChanged: (act) => {
      addEventListener("storage", (event) => { if (event.key === key || event.key === null) act(); });
      // A tab that slept is told nothing.
      for (const wakes of ["pageshow", "focus"]) addEventListener(wakes, act);
    },
  };
};
