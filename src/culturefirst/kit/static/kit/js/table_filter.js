// Filter a table as its words are typed; without this its form has a button.
const PAUSE = 250;
const waiting = new WeakMap();
const asking = new WeakMap();

document.addEventListener("input", (event) => {
  const box = event.target.closest("form[data-table-filter] input[type=search]");
  if (!box) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => refresh(box.form), PAUSE));
});

async function refresh(form) {
  asking.get(form)?.abort();
  const turn = new AbortController();
  asking.set(form, turn);
  const address = `${window.location.pathname}?${new URLSearchParams(new FormData(form))}`;
  try {
    show(form, await read(address, turn.signal));
    window.history.replaceState(null, "", address);
  } catch (fault) {
    // A newer word took its turn, or the network is away: the button still works.
    if (fault.name !== "AbortError") console.warn(fault);
  }
}

async function read(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(form, page) {
  const id = form.dataset.tableFilter;
  const fresh = page.getElementById(id);
  if (!fresh) return;
  document.getElementById(id).replaceWith(fresh);
  const count = fresh.querySelector(".pager span") ?? fresh;
  form.parentElement.querySelector("[role=status]").textContent = count.textContent.trim();
}
