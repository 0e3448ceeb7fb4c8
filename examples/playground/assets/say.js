// What is said of an answer: in its place for the eye, and in one short line for
// those who listen to the page.
const line = document.querySelector("#said");

export function announce(text) {
  if (text && line.textContent !== text) line.textContent = text;
}

export function bad(text) {
  announce(text);
  return Object.assign(document.createElement("p"), { className: "verdict bad", textContent: text });
}
