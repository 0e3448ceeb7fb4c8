// The page: what is typed is tried after a short pause, and the answer shown.
// It talks to the server it came from and to nobody else.
import * as editor from "./editor.js";
import * as form from "./form.js";
import "./ledger.js";
import "./tabs.js";
import { example } from "./example.js";

const lang = document.documentElement.lang;
const $ = (selector) => document.querySelector(selector);
const words = $("#words").dataset;

let pause, running;

function later() {
  clearTimeout(pause);
  pause = setTimeout(attempt, 250);
}

async function attempt() {
  const content = { policy: editor.text(), ...form.read() };
  keep(content);
  running?.abort();
  running = new AbortController();
  try {
    const reply = await fetch("/api/try", { method: "POST", signal: running.signal, body: JSON.stringify({ lang, ...content }) });
    if (!reply.ok) {
      say(reply.status === 413 ? words.large : `${reply.status} ${await reply.text()}`);
      return;
    }
    show(await reply.json());
  } catch (e) {
    if (e.name !== "AbortError") say(words.busy);
  }
}

function show(out) {
  editor.mark(out.marks);
  $("#mistakes").innerHTML = out.policy;
  for (const place of document.querySelectorAll(".place")) {
    place.addEventListener("click", () => editor.go(+place.dataset.line, +place.dataset.column));
  }
  form.options("#steps", out.steps);
  form.refuse($("#client"), out.fields, $("#problems"));
  const opened = [...$("#decision").querySelectorAll("details")].map((d) => d.open);
  $("#decision").innerHTML = out.result;
  $("#decision").querySelectorAll("details").forEach((d, i) => (d.open = opened[i] ?? false));
  const verdict = $("#decision .verdict");
  $(".now").textContent = `${verdict.innerText.replace(/\s*\n\s*/, words.colon)}`;
  $(".now").className = `now ${verdict.classList.contains("send") ? "send" : ""}`;
  $(".now").hidden = false;
}

function say(text) {
  const p = Object.assign(document.createElement("p"), { className: "verdict bad", textContent: text });
  $("#decision").replaceChildren(p);
}

// What is typed outlives a change of language, until the tab is closed.
function keep(content) {
  try {
    sessionStorage.setItem("trial", JSON.stringify(content));
  } catch {
    // Without storage the language switch starts afresh.
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem("trial"));
  } catch {
    return null;
  }
}

async function load(name) {
  const reply = await fetch(`/policies/${name}.yaml`);
  editor.setText(await reply.text());
}

$("#start").addEventListener("change", async ({ target }) => {
  if (!target.value) return;
  await load(target.value);
  attempt();
});

async function start() {
  const before = kept();
  form.write(before ?? example());
  editor.onChange(() => {
    $("#start").value = "";
    later();
  });
  form.onChange(later);
  if (before) {
    editor.setText(before.policy);
  } else {
    await load("short");
  }
  attempt();
}

start();
