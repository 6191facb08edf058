// A link marked data-dialog shows its page's content in a <dialog>, and what its form answers
// too; without this it is a link, and the form a page of its own.
const NAMED = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];
let shownPath = window.location.pathname;

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  try {
    open(await read(link.href), link.href);
  } catch {
    window.location.assign(link.href);
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("dialog form[method=post]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  try {
    await answered(form, event.submitter);
  } catch {
    // The network went away: let the browser send it, and say so if it cannot.
    form.submit();
  }
});

// Going back to the page that a dialog's answer took the place of.
window.addEventListener("popstate", () => {
  if (window.location.pathname !== shownPath) window.location.reload();
});

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  // A redirect is a page of another kind (signing in), which a dialog would hide.
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return parsed(answer);
}

async function answered(form, submitter) {
  const body = new FormData(form, submitter);
  const address = form.action;
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "text/html" } });
  const page = await parsed(answer);
  const dialog = form.closest("dialog");
  if (answer.redirected) settle(dialog, page, new URL(answer.url));
  else fill(dialog, page, address);
}

async function parsed(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("main")) throw new Error(answer.statusText);
  return page;
}

function open(page, address) {
  const dialog = document.createElement("dialog");
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  fill(dialog, page, address);
  dialog.showModal();
}

// The content of a page: first the form, then perhaps the form with its faults.
function fill(dialog, page, address) {
  dialog.replaceChildren(...page.querySelector("main").children);
  rename(dialog);
  for (const form of dialog.querySelectorAll("form:not([action])")) form.action = address;
  name(dialog);
  dialog.append(closer(dialog));
  window.htmx?.process(dialog);
  dialog.scrollTop = 0;
  dialog.querySelector(".error-summary")?.focus();
}

// It is done: the page that follows takes the place of this one, which keeps its scroll.
function settle(dialog, page, address) {
  dialog.close();
  const held = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((it) => it.href));
  for (const sheet of page.querySelectorAll("link[rel=stylesheet]")) {
    if (!held.has(sheet.href)) document.head.append(sheet);
  }
  document.title = page.title;
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  window.htmx?.process(main);
  const elsewhere = address.pathname !== window.location.pathname;
  if (elsewhere) {
    window.history.pushState(null, "", address);
    window.scrollTo(0, 0);
  }
  shownPath = window.location.pathname;
  const flash = main.querySelector(".flash");
  if (flash && !elsewhere) float(flash);
  (flash ?? main).focus({ preventScroll: true });
}

// What was done is told where the person is, until they go on with something else.
function float(flash) {
  flash.classList.add("afloat");
  flash.tabIndex = -1;
  const away = (event) => {
    const goesOn = event.type === "keydown" ? event.key === "Escape" : !flash.contains(event.target);
    if (!goesOn) return;
    flash.classList.remove("afloat");
    for (const kind of ["click", "keydown"]) document.removeEventListener(kind, away);
  };
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, away);
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
  for (const link of dialog.querySelectorAll('a[href^="#"]')) {
    link.setAttribute("href", `#dialog-${link.getAttribute("href").slice(1)}`);
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
