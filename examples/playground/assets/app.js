// The page: what is typed is tried after a short pause, and the answer shown.
// It talks to the server it came from and to nobody else.
import { editor } from "./editor.js";
import * as form from "./form.js";
import "./ledger.js";
import { announce, bad } from "./say.js";
import { chosen, onTab } from "./tabs.js";
import { example } from "./example.js";

const lang = document.documentElement.lang;
const $ = (selector) => document.querySelector(selector);
const policy = editor($("#policy-editor"));
const tests = editor($("#tests-editor"));
const before = editor($("#before-editor"));
const words = $("#words").dataset;

let pause, running;

function later() {
  running?.abort(); // its answer would be about another text
  clearTimeout(pause);
  pause = setTimeout(attempt, 250);
}

async function attempt() {
  const content = { policy: policy.text(), ...form.read() };
  keep({ ...content, tests: tests.text(), before: before.text() });
  if (chosen() === "tab-tests") ask("/api/tests", { policy: policy.text(), tests: tests.text() }, tests, $("#tested"));
  if (chosen() === "tab-compare") ask("/api/compare", { before: before.text(), ...content }, before, $("#compared"));
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

// ask fills the box of a panel with what the server answers about the text in
// its editor.
async function ask(path, content, editor, box) {
  box.asking?.abort();
  box.asking = new AbortController();
  box.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(path, { method: "POST", signal: box.asking.signal, body: JSON.stringify({ lang, ...content }) });
    if (!reply.ok) throw new Error(reply.status === 413 ? words.large : await reply.text());
    const out = await reply.json();
    editor.mark(out.marks);
    box.innerHTML = out.result;
    editor.places(box);
    announce(box.querySelector(".verdict")?.innerText);
  } catch (e) {
    if (e.name === "AbortError") return;
    box.replaceChildren(bad(e instanceof TypeError ? words.busy : e.message));
  }
  box.removeAttribute("aria-busy");
}

function show(out) {
  policy.mark(out.marks);
  $("#mistakes").innerHTML = out.policy;
  policy.places($("#mistakes"));
  form.options("#steps", out.steps);
  form.refuse($("#client"), out.fields, $("#problems"));
  const opened = [...$("#decision").querySelectorAll("details")].map((d) => d.open);
  $("#decision").innerHTML = out.result;
  $("#decision").querySelectorAll("details").forEach((d, i) => (d.open = opened[i] ?? false));
  const verdict = $("#decision .verdict");
  $(".now").textContent = verdict.innerText.replace(/\s*\n\s*/, words.colon);
  $(".now").className = `now ${verdict.classList.contains("send") ? "send" : ""}`;
  $(".now").hidden = false;
  announce(`${$("#mistakes .verdict").innerText}. ${$(".now").textContent}`);
}

function say(text) {
  $("#decision").replaceChildren(bad(text));
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
  policy.setText(await (await fetch(`/policies/${name}.yaml`)).text());
  tests.setText(await (await fetch(`/policies/${name}.test.yaml`)).text());
  before.setText(policy.text());
}

$("#start").addEventListener("change", async ({ target }) => {
  if (!target.value) return;
  await load(target.value);
  attempt();
});

$("#freeze").addEventListener("click", () => {
  before.setText(policy.text());
  attempt();
});

async function start() {
  const typed = kept();
  form.write(typed ?? example());
  policy.onChange(() => {
    $("#start").value = "";
    later();
  });
  tests.onChange(later);
  before.onChange(later);
  form.onChange(later);
  onTab(attempt);
  if (typed) {
    policy.setText(typed.policy);
    tests.setText(typed.tests);
    before.setText(typed.before);
  } else {
    await load("short");
  }
  attempt();
}

start();
