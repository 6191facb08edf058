// A link marked data-dialog shows its page's content in a <dialog>; without this it is a link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  try {
    await open(link.href);
  } catch {
    window.location.assign(link.href);
  }
});

async function open(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.append(closer(dialog), ...page.querySelector("main").children);
  pointFormsAt(dialog, address);
  const heading = dialog.querySelector("h1");
  if (heading) heading.id = "dialog-title";
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// A form without an action posts to the page it came from, which is not the page shown.
function pointFormsAt(dialog, address) {
  for (const form of dialog.querySelectorAll("form:not([action])")) form.action = address;
}

function closer(dialog) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = "Close";
  button.addEventListener("click", () => dialog.close());
  return button;
}
