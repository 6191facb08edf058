// The editor leaves some boxes without a name for those who hear the page: each gets the words
// that stand above it. It makes boxes as one writes, so whatever is added is looked at, too.
const NAMELESS = [
  ".public-DraftEditor-content:not([aria-label], [aria-labelledby])",
  "input.ui-autocomplete-input:not([id], [aria-label], [aria-labelledby])",
  "input#fileupload:not([aria-label], [aria-labelledby])",
  ".modal[role=dialog]:not([aria-label], [aria-labelledby]):has(h1, h2)",
].join(", ");

function name(box) {
  const panel = box.closest("section[aria-labelledby]");
  const label = box.closest("[data-field-wrapper]")?.querySelector("label");
  const heading = box.querySelector("h1, h2");
  if (heading) box.setAttribute("aria-label", heading.textContent.trim());
  else if (box.type === "file") box.setAttribute("aria-label", document.title.split(" - ")[0]);
  else if (label) box.setAttribute("aria-label", label.textContent.replace("*", "").trim());
  else if (panel) box.setAttribute("aria-labelledby", panel.getAttribute("aria-labelledby"));
}

const all = () => document.querySelectorAll(NAMELESS).forEach(name);
const begin = () => {
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
