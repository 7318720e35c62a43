/**
 * Asks again and again and draws what has changed. What the user has opened stays open, and nothing is drawn
 * while text is selected, which would be lost.
 */
export const script = `
const main = document.querySelector("main");
const live = document.querySelector("#live");
let tag = main.dataset.tag;
async function look() {
  try {
    const response = await fetch("/live", { headers: { "If-None-Match": tag }, cache: "no-store" });
    document.body.classList.remove("lost");
    live.textContent = "live";
    if (response.status === 200 && getSelection().isCollapsed) {
      const text = await response.text();
      const open = [...main.querySelectorAll("details[open]")].map(({ id }) => id);
      main.innerHTML = text;
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      tag = response.headers.get("ETag");
    }
  } catch {
    document.body.classList.add("lost");
    live.textContent = "the emulator does not answer";
  }
  setTimeout(look, document.hidden ? 3000 : 500);
}
look();
`;
