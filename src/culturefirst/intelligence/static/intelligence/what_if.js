// What if, while people talk: a click on the map fills the page's own forms, and what they are sent
// with is answered in place. Without this script the same forms open the same page afresh.
const root = document.getElementById("what-if");
const answerAt = root.dataset.answer;
const limits = root.dataset.limits.split(",").map(Number);
const fault = document.getElementById("what-if-fault");
const svg = root.querySelector("svg.map-choropleth");
const frame = svg.dataset.frame.split(",");
const [west, , east, north, width, margin] = frame.map(Number);
const scale = (width - 2 * margin) / Math.max(east - west, 1e-9);
const zones = new Map([...svg.querySelectorAll(".map-zones [data-key]")].map((zone) => [zone.dataset.key, zone]));
const names = new Map([...zones].map(([key, zone]) => [key, zone.querySelector("title").textContent.split(": ")[0]]));
const fills = new Map([...svg.querySelectorAll(".map-zones")].map((group) => [groupName(group), group.getAttribute("fill")]));
const legend = root.querySelectorAll(".map-key rect");
const MARKS = {
  open: ["#1d1b26", "#ffffff", (x, y) => disc(x, y, 3.4)],
  closed: ["none", "#a3160e", (x, y) => `M${x - 4} ${y - 4}l8 8m0-8l-8 8`],
  new: ["#1a7341", "#ffffff", (x, y) => `M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`],
  moved: ["#2450a4", "#ffffff", (x, y) => `M${x} ${y - 5.5}l5.5 9h-11z`],
  changed: ["#5b2a86", "#ffffff", (x, y) => `M${x - 4} ${y - 4}h8v8h-8z`],
};
let now = new Map();
let turn = 0;

await begin();

async function begin() {
  const answer = await ask(new URLSearchParams([["all", "1"]]));
  if (!answer) return;
  now = new Map(Object.entries(answer.areas));
  root.addEventListener("submit", submitted);
  root.addEventListener("click", clicked);
  window.addEventListener("popstate", () => window.location.reload());
  root.dataset.ready = "";
}

// Forms that change something are answered here; the one that keeps a scenario is sent as ever.
async function submitted(submission) {
  const form = submission.target;
  if (form.method !== "get") return;
  submission.preventDefault();
  const said = new URLSearchParams(new FormData(form, submission.submitter));
  if (await show(said)) {
    for (const field of form.querySelectorAll("input[type=text]")) field.value = "";
    for (const field of root.querySelectorAll("[name=easting], [name=northing]")) field.value = "";
    for (const select of form.querySelectorAll("select")) select.value = "";
    svg.querySelector(".map-here")?.remove();
  } else if (!fault.hidden) fault.focus();
}

async function clicked(click) {
  const taken = click.target.closest("a[data-change]");
  if (taken) {
    click.preventDefault();
    await show(new URL(taken.href).searchParams);
    root.querySelector("#figures").scrollIntoView({ block: "nearest" });
    return;
  }
  const spot = click.target.closest(".map-spots [data-key]");
  if (spot) {
    click.preventDefault();
    choose(spot.dataset.key);
  } else if (svg.contains(click.target)) {
    ground(click);
  }
}

// A place was clicked: the form for places that are there is about it now.
function choose(key) {
  const select = document.getElementById("which");
  if (![...select.options].some((option) => option.value === key)) return;
  select.value = key;
  document.getElementById("place").scrollIntoView({ block: "nearest" });
  select.focus();
}

// The ground was clicked: where something new would stand, or where the place chosen would move to.
function ground(click) {
  const point = new DOMPoint(click.clientX, click.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const at = { east: Math.round((point.x - margin) / scale + west), north: Math.round(north - (point.y - margin) / scale) };
  for (const name of ["to", "at"]) {
    document.getElementById(`${name}-east`).value = at.east;
    document.getElementById(`${name}-north`).value = at.north;
  }
  svg.querySelector(".map-here")?.remove();
  const here = draw("circle", { class: "map-here", cx: point.x, cy: point.y, r: 9 });
  svg.append(here);
  const moves = document.getElementById("which").value;
  const form = document.getElementById(moves ? "place" : "add");
  form.scrollIntoView({ block: "nearest" });
  (moves ? form.querySelector("[value=move]") : document.getElementById("new-name")).focus({ preventScroll: true });
}

async function show(said) {
  const answer = await ask(said);
  if (!answer) return false;
  document.getElementById("what-if-panel").outerHTML = answer.panel;
  document.getElementById("what-if-tables").innerHTML = answer.tables;
  renew(answer.address);
  lead(answer.address);
  paint(new Map(Object.entries(answer.areas)));
  recount();
  place(answer.spots);
  window.history.replaceState(null, "", answer.address === "?" ? window.location.pathname : answer.address);
  return true;
}

// Of several questions only the answer to the last is shown.
async function ask(said) {
  turn += 1;
  const mine = turn;
  root.setAttribute("aria-busy", "true");
  try {
    const got = await fetch(`${answerAt}?${said}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (mine !== turn) return null;
    if (got.status === 422) return told((await got.json()).fault);
    if (!got.ok) return told("It cannot be worked out at the moment. Open the page again.");
    told("");
    return await got.json();
  } catch {
    return told("No connection. Try again in a moment.");
  } finally {
    if (mine === turn) root.removeAttribute("aria-busy");
  }
}

function told(words) {
  fault.textContent = words;
  fault.hidden = !words;
  return null;
}

// Each form carries the changes that stand.
function renew(address) {
  const standing = new URLSearchParams(address).getAll("c");
  for (const form of root.querySelectorAll("form[method=get]")) {
    for (const old of form.querySelectorAll("input[name=c]")) old.remove();
    for (const each of standing) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "c", value: each });
      form.append(input);
    }
  }
}

// The ways to another part of the map keep the changes that stand.
function lead(address) {
  const standing = new URLSearchParams(address).getAll("c");
  for (const step of root.querySelectorAll("a[data-step]")) {
    const to = new URL(step.href);
    to.searchParams.delete("c");
    for (const each of standing) to.searchParams.append("c", each);
    step.href = to.href;
  }
}

// Areas into the group of their class: those that differ, and those that no longer do.
function paint(differing) {
  for (const [key, zone] of zones) {
    const share = differing.has(key) ? differing.get(key) : now.get(key);
    if (share === undefined) continue;
    const name = share === null ? "map-unknown" : `map-class-${classOf(share) + 1}`;
    if (groupName(zone.parentNode) !== name) group(name, zone.parentNode).append(zone);
    zone.querySelector("title").textContent = `${names.get(key)}: ${share === null ? "nobody asks for anything" : `${share} % unmet`}`;
  }
}

// How many areas are of each class, as the legend tells.
function recount() {
  for (const [at, line] of [...root.querySelectorAll(".map-key li")].entries()) {
    const count = svg.querySelectorAll(`.map-class-${at + 1} [data-key]`).length;
    const words = line.lastChild;
    if (at > limits.length || words.nodeType !== Node.TEXT_NODE) continue;
    const shown = count.toLocaleString("en-GB").replaceAll(",", "\u202f");
    words.textContent = words.textContent.replace(/\([^(]*\)\s*$/, `(${shown})`);
  }
}

function classOf(share) {
  return limits.filter((limit) => share >= limit).length;
}

function groupName(group) {
  return [...group.classList].find((name) => name.startsWith("map-class-") || name === "map-unknown");
}

// The group of a class that no area was of until now is made like the others.
function group(name, like) {
  const there = svg.querySelector(`.map-zones.${name}`);
  if (there) return there;
  const made = like.cloneNode(false);
  made.setAttribute("class", `map-zones ${name}`);
  const at = name === "map-unknown" ? legend.length - 1 : Number(name.slice("map-class-".length)) - 1;
  made.setAttribute("fill", fills.get(name) ?? legend[at].getAttribute("fill"));
  if (made.getAttribute("stroke") === like.getAttribute("fill")) made.setAttribute("stroke", made.getAttribute("fill"));
  like.after(made);
  return made;
}

// Places afresh: what is closed, moved or new has a shape of its own.
function place(spots) {
  const focused = document.activeElement?.closest?.(".map-spots [data-key]")?.dataset.key;
  const old = [...svg.querySelectorAll(".map-spots")];
  const before = old.at(-1)?.nextSibling ?? null;
  for (const each of old) each.remove();
  for (const state of Object.keys(MARKS)) {
    const [fill, stroke, shape] = MARKS[state];
    const line = state === "closed" ? 2.2 : 1;
    const made = draw("g", { class: `map-spots map-spot-${state}`, fill, stroke, "stroke-width": line });
    for (const spot of spots.filter((each) => each.state === state && inside(each.at))) made.append(mark(spot, shape));
    svg.insertBefore(made, before);
  }
  if (focused) svg.querySelector(`.map-spots [data-key="${CSS.escape(focused)}"]`)?.focus();
}

function inside([x, y]) {
  const south = Number(frame[1]);
  return x >= west && x <= east && y >= south && y <= north;
}

function mark(spot, shape) {
  const [x, y] = [(spot.at[0] - west) * scale + margin, (north - spot.at[1]) * scale + margin];
  const made = spot.state === "new" ? draw("g", {}) : draw("a", { href: "#place", "aria-label": spot.says });
  made.dataset.key = spot.key;
  const title = draw("title", {});
  title.textContent = spot.says;
  made.append(title, draw("path", { d: shape(x, y) }));
  return made;
}

function disc(x, y, r) {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

function draw(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
