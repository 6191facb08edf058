// Opens the list at the door again without a signal. Its scope is that one page: it keeps the page
// and what the page loads, always asks the network first, and answers for nothing else.
const HOME = new URL(self.registration.scope).pathname;
const CACHE = `door:${HOME}`;
const PATIENCE = 4000; // a signal too weak to bring the page in this time is none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === HOME) event.respondWith(page(request));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(asset(request));
  }
});

async function page(request) {
  const kept = await (await caches.open(CACHE)).match(HOME);
  const asked = fetch(request).then(look);
  if (!kept) return asked;
  const late = new Promise((done) => setTimeout(() => done(kept), PATIENCE));
  return Promise.race([asked.catch(() => kept), late]);
}

// Only the list itself is kept; once this person may not see it any more, it goes.
async function look(answer) {
  if (answer.ok && !new URL(answer.url).search) await (await caches.open(CACHE)).put(HOME, answer.clone());
  else if (answer.status === 403 || answer.status === 404) await caches.delete(CACHE);
  return answer;
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open(CACHE)).match(request)) ?? Response.error();
  }
}
