"""What a page must bear: a small window, text set wider, colours of the reader's own."""

from playwright.sync_api import Page, ViewportSize

SMALLEST: ViewportSize = {"width": 320, "height": 640}

# WCAG 1.4.12, by a sheet made in the page: the policy of our pages takes no style in text.
SET_WIDER = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
AS_IT_WAS = "() => { document.adoptedStyleSheets.pop(); }"

CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter((part) => {
  if (part.clientWidth < 5 || part.closest("svg, .visually-hidden, input, select")) return false;
  const { overflowX, overflowY, clipPath } = getComputedStyle(part);
  if (clipPath !== "none") return false;  // kept for those who hear the page
  const cuts = (way) => way === "hidden" || way === "clip";
  return (cuts(overflowX) && part.scrollWidth > part.clientWidth + 1)
    || (cuts(overflowY) && part.scrollHeight > part.clientHeight + 1);
}).map((part) => part.outerHTML.slice(0, 120))"""

# Letters in a drawing that have the colour of the shape they stand on, or of the page.
UNREADABLE = """() => [...document.querySelectorAll("svg text")].filter((text) => {
  const box = text.getBoundingClientRect();
  if (!box.width) return false;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  let ground = getComputedStyle(document.body).backgroundColor;
  for (const shape of text.ownerSVGElement.querySelectorAll("rect, path, circle")) {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const { fill } = getComputedStyle(shape);
    const under = left <= x && x <= right && top <= y && y <= bottom;
    if (before && under && fill !== "none") ground = fill;
  }
  return getComputedStyle(text).fill === ground;
}).map((text) => text.outerHTML.slice(0, 120))"""


def faults_in_bearing(page: Page) -> list[str]:
    """What the page that stands open does not bear, one line each; leaves its window small."""
    page.emulate_media(forced_colors="active")
    found = [f"{page.url} in forced colours: {each}" for each in page.evaluate(UNREADABLE)]
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(SMALLEST)
    if _too_wide(page):
        found.append(f"{page.url} scrolls sideways at 320 pixels")
    page.evaluate(SET_WIDER)
    if _too_wide(page):
        found.append(f"{page.url} scrolls sideways with its text set wider")
    cut = page.evaluate(CUT_OFF)
    page.evaluate(AS_IT_WAS)
    return found + [f"{page.url} cuts off, with its text set wider: {each}" for each in cut]


def _too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
