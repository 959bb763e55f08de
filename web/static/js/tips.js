/** Definitions: shown on hover, on keyboard focus and on a tap; Escape hides them. */
export function wireTips() {
  for (const button of document.querySelectorAll(".tip, .term")) {
    const text = document.getElementById(button.getAttribute("aria-describedby"));
    document.body.append(text);
    const show = () => place(button, text);
    const hide = () => text.classList.remove("shown");
    for (const event of ["mouseenter", "focus", "click"]) button.addEventListener(event, show);
    for (const event of ["mouseleave", "blur"]) button.addEventListener(event, hide);
    button.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
}

function place(button, text) {
  text.classList.add("shown");
  const at = button.getBoundingClientRect();
  const size = text.getBoundingClientRect();
  const left = Math.min(Math.max(12, at.left + at.width / 2 - size.width / 2), document.documentElement.clientWidth - size.width - 12);
  const above = at.top - size.height - 10;
  const top = above > 8 ? above : at.bottom + 10;
  text.style.left = `${left + window.scrollX}px`;
  text.style.top = `${top + window.scrollY}px`;
}
