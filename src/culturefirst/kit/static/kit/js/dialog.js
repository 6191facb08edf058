// A link marked data-dialog shows its page's content in a <dialog>; without this it is a link.
const NAMED = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  try {
    show(await read(link.href), link.href);
  } catch {
    window.location.assign(link.href);
  }
});

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  // A redirect is a page of another kind (signing in), which a dialog would hide.
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(page, address) {
  const dialog = document.createElement("dialog");
  dialog.append(...page.querySelector("main").children);
  rename(dialog);
  for (const form of dialog.querySelectorAll("form:not([action])")) form.action = address;
  name(dialog);
  dialog.append(closer(dialog));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  window.htmx?.process(dialog);
  dialog.showModal();
}

// The page below may hold a form with the same ids.
function rename(dialog) {
  for (const part of dialog.querySelectorAll("[id]")) part.id = `dialog-${part.id}`;
  for (const name of NAMED) {
    for (const part of dialog.querySelectorAll(`[${name}]`)) {
      const ids = part.getAttribute(name).split(" ").filter(Boolean);
      part.setAttribute(name, ids.map((id) => `dialog-${id}`).join(" "));
    }
  }
}

function name(dialog) {
  const heading = dialog.querySelector("h1");
  if (!heading) return;
  heading.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", heading.id);
}

function closer(dialog) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "dialog-close";
  button.setAttribute("aria-label", "Close");
  button.textContent = "✕";
  button.addEventListener("click", () => dialog.close());
  return button;
}
