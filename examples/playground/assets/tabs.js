// Tabs with the keys that readers of screen readers expect.
const tabs = [...document.querySelectorAll("[role=tab]")];

let then = () => {};

export const chosen = () => tabs.find((t) => t.tabIndex === 0).id;

export function onTab(f) {
  then = f;
}

function choose(tab) {
  for (const t of tabs) {
    const on = t === tab;
    t.setAttribute("aria-selected", String(on));
    t.tabIndex = on ? 0 : -1;
    document.getElementById(t.getAttribute("aria-controls")).hidden = !on;
  }
  document.querySelector("main").dataset.tab = tab.id;
  then();
}

tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (e) => {
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
});
