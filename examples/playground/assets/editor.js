// The editor: a plain textarea over a copy of its text that carries the marks,
// beside the line numbers. Both scroll together.

// Columns count characters, JavaScript counts UTF-16 units.
function unit(line, column) {
  return [...line].slice(0, column - 1).join("").length;
}

// The word at a place, or the one character there.
function span(line, from) {
  const word = /^[\p{L}\p{M}\p{N}_.-]+/u.exec(line.slice(from));
  return word ? word[0].length : Math.max(1, [...line.slice(from)][0]?.length ?? 1);
}

function element(name, className, words) {
  const e = document.createElement(name);
  e.className = className;
  e.textContent = words;
  return e;
}

export function editor(root) {
  const area = root.querySelector("textarea");
  const mirror = root.querySelector(".mirror");
  const gutter = root.querySelector(".gutter");
  let marks = [];

  function setText(value) {
    area.value = value;
    marks = [];
    paint();
  }

  // onChange tells what the reader types, not what setText puts there.
  function onChange(then) {
    area.addEventListener("input", () => {
      marks = []; // they stand for the text before
      paint();
      then();
    });
  }

  function mark(list) {
    marks = list;
    if (list.length) area.setAttribute("aria-invalid", "true");
    else area.removeAttribute("aria-invalid");
    paint();
  }

  function paint() {
    const lines = area.value.split("\n");
    const byLine = new Map();
    for (const m of marks) {
      if (m.line > 0) byLine.set(m.line, [...(byLine.get(m.line) ?? []), m]);
    }
    const shown = document.createDocumentFragment();
    const numbers = document.createDocumentFragment();
    lines.forEach((line, i) => {
      let done = 0;
      const here = (byLine.get(i + 1) ?? []).sort((a, b) => a.column - b.column);
      for (const m of here) {
        const from = unit(line, m.column);
        if (from < done) continue;
        shown.append(line.slice(done, from));
        const until = from + span(line, from);
        const words = element("mark", "", line.slice(from, until) || " ");
        words.dataset.line = m.line;
        words.dataset.column = m.column;
        shown.append(words);
        done = until;
      }
      shown.append(line.slice(done) + "\n");
      const n = element("div", here.length ? "bad" : "", String(i + 1));
      if (here.length) n.title = here.map((m) => m.text).join("\n");
      numbers.append(n);
    });
    mirror.replaceChildren(shown);
    gutter.replaceChildren(numbers);
    follow();
  }

  function follow() {
    mirror.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
    gutter.scrollTop = area.scrollTop;
  }
  area.addEventListener("scroll", follow);

  // go puts the caret at a place and shows it.
  function go(line, column) {
    const lines = area.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
    const at = before + unit(lines[line - 1] ?? "", column);
    area.focus();
    area.setSelectionRange(at, at);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 4) * height);
    const shown = [...mirror.querySelectorAll("mark")].find((m) => +m.dataset.line === line && +m.dataset.column === column);
    area.scrollLeft = Math.max(0, (shown?.offsetLeft ?? 0) - area.clientWidth / 2);
  }

  // places lets the buttons of a list of mistakes lead to the text.
  function places(list) {
    for (const place of list.querySelectorAll(".place")) {
      place.addEventListener("click", () => go(+place.dataset.line, +place.dataset.column));
    }
  }

  return { text: () => area.value, setText, onChange, mark, places };
}
