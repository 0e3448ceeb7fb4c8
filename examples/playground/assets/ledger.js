// The accounting export: dropped or chosen, sent to this machine's own server.
import { refuse } from "./form.js";
import { announce, bad } from "./say.js";

const form = document.querySelector("#ledger");
const result = document.querySelector("#aged");
const lang = document.documentElement.lang;
const words = document.querySelector("#words").dataset;
let file;

async function show() {
  if (!file) return;
  const query = new URLSearchParams({ lang, name: file.name, day: form.elements.ledgerday.value, terms: form.elements.ledgerterms.value });
  result.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(`/api/ledger?${query}`, { method: "POST", body: file });
    if (!reply.ok) throw new Error(reply.status === 413 ? words.large : `${reply.status} ${await reply.text()}`);
    const out = await reply.json();
    refuse(form, out.fields);
    result.innerHTML = out.result;
    announce(result.querySelector(".verdict")?.innerText);
  } catch (e) {
    const text = e instanceof TypeError ? words.busy : e.message;
    result.replaceChildren(bad(text));
  }
  result.removeAttribute("aria-busy");
}

function take(f) {
  file = f;
  show();
}

form.addEventListener("submit", (e) => e.preventDefault());
form.elements.ledgerday.addEventListener("change", show);
form.elements.ledgerterms.addEventListener("change", show);
document.querySelector("#fec").addEventListener("change", ({ target }) => target.files[0] && take(target.files[0]));
document.querySelector("#invented").addEventListener("click", async () => {
  const reply = await fetch("/assets/invented.fec.txt");
  take(new File([await reply.blob()], "invented.fec.txt"));
});

const drop = document.querySelector(".drop");
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (e) => {
    e.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (e) => {
  e.preventDefault();
  if (e.dataTransfer.files[0]) take(e.dataTransfer.files[0]);
});
// A file dropped beside the box must not replace the page.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (e) => e.preventDefault());
