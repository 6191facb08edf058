// Filter a table as its words are typed; without this its form has a button.
const PAUSE = 250;
const waiting = new WeakMap();

document.addEventListener("input", (event) => {
  const box = event.target.closest("form[data-table-filter] input[type=search]");
  if (!box) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => refresh(box.form), PAUSE));
});

async function refresh(form) {
  const query = new URLSearchParams(new FormData(form));
  const address = `${window.location.pathname}?${query}`;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const id = form.dataset.tableFilter;
  const fresh = page.getElementById(id);
  const stale = document.getElementById(id);
  if (!fresh || !stale) return;
  stale.replaceWith(fresh);
  window.history.replaceState(null, "", address);
}
