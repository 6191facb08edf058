// The list at the door as an app: ticks go at once, wait on the telephone without a signal and
// catch up later. Without this script each button of the list is a form's own.
import { Store } from "./door-store.js";

const door = document.getElementById("door");
const { event, person, ticks: address, worker } = door.dataset;
const home = window.location.pathname;
const CACHE = `door:${home}`;
const SAYS = { came: "Here", away: "Not here", unknown: "Not known" };
const SIGN_IN = "You were signed out.";
const OFTEN = 20_000;
const AT_ONCE = 200;
const store = new Store(`door-${event}`);
const box = document.getElementById("door-words");
// How far this telephone's clock is from the network's.
let ahead = Date.parse(door.dataset.now) - Date.now();
let sending = false;

await begin();

async function begin() {
  const held = await store.meta();
  if (held.person && held.person !== person) await store.clear();
  // A page that was kept tells an old time, by which ticks would be older than they are.
  else ahead = Math.max(ahead, held.ahead ?? ahead);
  if ("closed" in door.dataset || Date.now() + ahead > Date.parse(door.dataset.until)) return forget();
  await store.setMeta({ ...(held.person === person ? held : {}), person, ahead });
  // A page that was kept shows how everybody stood when it was kept, and not what was sent since.
  if (held.person === person && Date.parse(held.now) > Date.parse(door.dataset.now)) stand(held.rows);
  document.addEventListener("submit", submitted);
  box.addEventListener("input", narrow);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(() => document.hidden || send(), OFTEN);
  narrow();
  await paint();
  if (window.location.search) await whole();
  await send();
  await keep();
  door.dataset.ready = "";
}

async function submitted(submission) {
  const form = submission.target;
  if (form.matches(".door-find")) {
    submission.preventDefault();
  } else if (form.id === "door-list" && submission.submitter?.name === "tick") {
    submission.preventDefault();
    const [booking, came] = submission.submitter.value.split(":");
    const at = new Date(Date.now() + ahead).toISOString();
    await store.add({ key: key(), booking: Number(booking), came, at });
    show(row(booking), came);
    await paint();
    await send();
  } else if (form.action.includes("/logout/")) {
    submission.preventDefault();
    await send();
    const left = (await store.all()).length;
    if (left && !window.confirm(`${plural(left)} not sent yet and would be lost. Sign out?`)) return;
    await forget();
    form.submit();
  }
}

// Everything that waits, oldest first; then how everybody stands, as others may have ticked too.
async function send() {
  if (sending) return;
  sending = true;
  try {
    let waiting = await store.all();
    do {
      const batch = waiting.slice(0, AT_ONCE);
      const answer = await told(batch);
      if (answer === null) return;
      await store.remove(batch);
      await settle(answer);
      waiting = await store.all();
    } while (waiting.length);
  } catch {
    await signal(navigator.onLine ? "It cannot be sent at the moment." : "No signal.");
  } finally {
    sending = false;
  }
}

// What the server answers, once it has kept the batch; null where it could not take it.
async function told(batch, again = true) {
  const answer = await ask(batch);
  if (answer.type === "opaqueredirect") return signal(SIGN_IN, true);
  if (answer.status === 403 || answer.status === 404) return denied(batch, again);
  if (answer.status === 422) return apart(batch, (await answer.json()).refused);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// An old token, nobody signed in, or a list that is not this person's any more: the page tells.
async function denied(batch, again) {
  const there = await page();
  if (there === "signed out") return signal(SIGN_IN, true);
  if (there === "fresh" && again) return told(batch, false);
  if (there !== "gone") throw new Error(there);
  await forget();
  return signal("This list is not yours to keep any more.");
}

function ask(batch) {
  const options = { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" };
  if (!batch.length) return fetch(address, options);
  const body = new URLSearchParams({ ticks: JSON.stringify(batch), csrfmiddlewaretoken: token() });
  return fetch(address, { ...options, method: "POST", body });
}

// One of many was refused: the others are sent alone, and the one is told and let go.
async function apart(batch, refused) {
  if (batch.length > 1) {
    for (const tick of batch) if ((await told([tick])) === null) return null;
    return told([]);
  }
  await store.remove(batch);
  document.getElementById("door-signal").dataset.refused = refused;
  return told([]);
}

async function settle(answer) {
  if (answer.closed) return forget().then(() => window.location.reload());
  ahead = Date.parse(answer.now) - Date.now();
  await store.setMeta({ person, ahead, now: answer.now, rows: answer.rows });
  const shown = rows().map((each) => each.dataset.booking);
  if (Object.keys(answer.rows).some((each) => !shown.includes(each))) {
    await page();
    await keep();
  }
  stand(answer.rows);
  await signal("");
}

function stand(states) {
  for (const each of rows()) {
    if (each.dataset.booking in states) show(each, states[each.dataset.booking]);
    else each.remove();
  }
}

// The page afresh, with its token and with whoever was let in meanwhile.
async function page() {
  const answer = await fetch(home, { headers: { Accept: "text/html" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") return "signed out";
  if (answer.status === 403 || answer.status === 404) return "gone";
  if (!answer.ok) throw new Error(answer.statusText);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = fresh.getElementById("door-list");
  if (list) document.getElementById("door-list")?.replaceWith(list);
  narrow();
  return "fresh";
}

// The list was narrowed by the server: have all of it, and narrow it here.
async function whole() {
  try {
    if ((await page()) === "fresh") window.history.replaceState(null, "", home);
  } catch {
    // Without a signal what is there must do.
  }
}

// What waits on this telephone stands over what the server said last.
async function paint() {
  const waiting = await store.all();
  for (const each of rows()) each.classList.remove("is-waiting");
  for (const tick of waiting) {
    const there = row(tick.booking);
    if (!there) continue;
    show(there, tick.came);
    there.classList.add("is-waiting");
  }
  for (const count of door.querySelectorAll("[data-count]")) {
    count.textContent = rows().filter((each) => each.dataset.state === count.dataset.count).length;
  }
  return waiting.length;
}

async function signal(words, signIn = false) {
  const left = await paint();
  const place = document.getElementById("door-signal");
  const refused = place.dataset.refused ?? "";
  const wait = left ? `${plural(left)} kept on this telephone and will be sent.` : "";
  place.textContent = [words, wait, refused].filter(Boolean).join(" ");
  if (signIn) {
    const link = document.createElement("a");
    link.href = `/accounts/login/?next=${encodeURIComponent(home)}`;
    link.textContent = "Sign in";
    place.append(" ", link);
  }
  place.hidden = !place.textContent;
  return null;
}

// The page and what it loads, for opening it again without a signal.
async function keep() {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: home });
    const loaded = performance.getEntriesByType("resource").map((each) => new URL(each.name));
    const assets = loaded.filter((each) => each.origin === window.location.origin && each.pathname.startsWith("/static/"));
    const wanted = [...new Set([home, ...assets.map((each) => each.pathname)])];
    const cache = await caches.open(CACHE);
    for (const old of await cache.keys()) {
      if (!wanted.includes(new URL(old.url).pathname)) await cache.delete(old);
    }
    // Never the page for signing in, in the place of the list.
    const requests = wanted.map((each) => new Request(each, { redirect: "error" }));
    await Promise.allSettled(requests.map((each) => cache.add(each)));
  } catch (fault) {
    console.warn(fault); // the list works all the same, but not without a signal
  }
}

async function forget() {
  await store.clear();
  if (!("serviceWorker" in navigator)) return;
  await caches.delete(CACHE);
  const registered = await navigator.serviceWorker.getRegistration(home);
  if (registered && new URL(registered.scope).pathname === home) await registered.unregister();
}

function show(there, came) {
  if (!there) return;
  there.dataset.state = came;
  there.querySelector("[data-says]").textContent = SAYS[came];
  for (const button of there.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value.endsWith(`:${came}`)));
  }
}

function narrow() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const each of rows()) {
    each.hidden = !words.every((word) => each.dataset.words.includes(word));
    if (!each.hidden) found += 1;
  }
  document.getElementById("door-none").hidden = found > 0 || !words.length;
}

function rows() {
  return [...door.querySelectorAll("[data-booking]")];
}

function row(booking) {
  return door.querySelector(`[data-booking="${Number(booking)}"]`);
}

function token() {
  return door.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function plural(n) {
  return n === 1 ? "1 tick is" : `${n} ticks are`;
}

function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
