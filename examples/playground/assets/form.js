// The form: rows that can be added and removed, and its content as plain data.
const form = document.querySelector("#client");
const words = document.querySelector("#words").dataset;
let changed = () => {};

export function onChange(then) {
  changed = then;
  form.addEventListener("input", then);
  form.addEventListener("submit", (e) => e.preventDefault());
}

const lists = [...form.querySelectorAll("[data-list]")];

for (const list of lists) {
  list.querySelector(".add").addEventListener("click", () => {
    add(list, {}).querySelector("input, select").focus();
    changed();
  });
}

function add(list, values) {
  const row = document.createElement("div");
  row.className = "row";
  row.append(list.querySelector("template").content.cloneNode(true));
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "remove";
  remove.textContent = "×";
  remove.setAttribute("aria-label", words.remove);
  remove.addEventListener("click", () => {
    row.remove();
    list.querySelector(".add").focus();
    changed();
  });
  row.append(remove);
  for (const input of row.querySelectorAll("[data-name]")) {
    if (input.dataset.name in values) put(input, values[input.dataset.name]);
  }
  list.querySelector(".rows").append(row);
  return row;
}

function put(input, value) {
  if (input.type === "checkbox") input.checked = value;
  else input.value = value;
}

const value = (input) => (input.type === "checkbox" ? input.checked : input.value);

const named = (root) => Object.fromEntries([...root.querySelectorAll("[data-name]")].map((i) => [i.dataset.name, value(i)]));

// read is what the server is asked about.
export function read() {
  const all = { day: form.querySelector("#day").value, client: {} };
  for (const group of form.querySelectorAll("[data-group=client]")) Object.assign(all.client, named(group));
  for (const list of lists) all[list.dataset.list] = [...list.querySelectorAll(".row")].map(named);
  const numbers = all.invoices.map((i) => i.id).filter(Boolean);
  options("#numbers", numbers);
  return all;
}

export function options(id, values) {
  document.querySelector(id).replaceChildren(...values.map((v) => new Option(v)));
}

export function write(all) {
  form.querySelector("#day").value = all.day;
  for (const input of form.querySelectorAll("[data-group=client] [data-name]")) {
    if (input.dataset.name in all.client) put(input, all.client[input.dataset.name]);
  }
  for (const list of lists) {
    list.querySelector(".rows").replaceChildren();
    for (const row of all[list.dataset.list] ?? []) add(list, row);
  }
}

// input finds the field that the server names: "day", "client.terms",
// "invoices.0.amount".
function input(root, field) {
  const [list, index, name] = field.split(".");
  if (name) {
    return form.querySelectorAll(`[data-list="${list}"] .row`)[index]?.querySelector(`[data-name="${name}"]`);
  }
  return root.querySelector(`[data-field="${field}"]`) ?? root.querySelector(`[data-group=client] [data-name="${index}"]`);
}

// refuse shows what is wrong with fields, beside each of them; what belongs to
// none is listed.
export function refuse(root, fields, rest) {
  for (const e of root.querySelectorAll(".wrong")) e.remove();
  for (const e of root.querySelectorAll("[aria-invalid]")) {
    e.removeAttribute("aria-invalid");
    e.removeAttribute("aria-describedby");
  }
  const unplaced = [];
  (fields ?? []).forEach(({ field, text }, i) => {
    const at = field && input(root, field);
    if (!at) {
      unplaced.push(text);
      return;
    }
    at.closest("details")?.setAttribute("open", "");
    const note = document.createElement("small");
    note.className = "wrong";
    note.id = `${root.id}-wrong-${i}`;
    note.textContent = text;
    at.setAttribute("aria-invalid", "true");
    at.setAttribute("aria-describedby", note.id);
    at.after(note);
  });
  rest?.replaceChildren(...unplaced.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}
