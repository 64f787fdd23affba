"""How WeChat shows a page: its browser's name, and the reader's own size of text (字体大小)."""

from playwright.sync_api import Page

ANDROID = (
    "Mozilla/5.0 (Linux; Android 11; M2012K11AC; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/86.0.4240.99 XWEB/4343 MMWEBSDK/20221206 Mobile Safari/537.36 MMWEBID/7 "
    "MicroMessenger/8.0.32.2300(0x28002037) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Mobile/15E148 MicroMessenger/8.0.32(0x1800202c) NetType/4G Language/zh_CN"
)

_ZOOMED = """factor => {
  const all = [...document.querySelectorAll("body, body *")];
  const sizes = all.map((one) => parseFloat(getComputedStyle(one).fontSize));
  const put = (one, size) => one.style.setProperty("font-size", size + "px", "important");
  all.forEach((one, n) => put(one, sizes[n] * factor));
}"""
_ADJUSTED = 'factor => { document.body.style.webkitTextSizeAdjust = factor * 100 + "%"; }'

_OVERLAPS = """() => {
  const unseen = (one) => { // what is for the ear, and what lies over a page on purpose
    if (!one) return false;
    const { clipPath, clip, position } = getComputedStyle(one);
    return clipPath !== "none" || clip !== "auto" || /fixed|sticky/.test(position) ||
      unseen(one.parentElement);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const boxes = [];
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest("script, select, option, svg title, .skip") || unseen(parent)) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const one of range.getClientRects()) {
      const middle = (one.top + one.bottom) / 2;
      boxes.push([one.left, middle - size / 2, one.right, middle + size / 2, node.data.trim()]);
    }
  }
  boxes.sort((a, b) => a[1] - b[1]);
  const found = [];
  boxes.forEach((a, n) => {
    for (let m = n + 1; m < boxes.length && boxes[m][1] < a[3] - 2; m++) {
      const b = boxes[m];
      if (Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > 2) found.push([a[4], b[4]]);
    }
  });
  return found;
}"""
_CUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).overflowX === "hidden")
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
  .map((one) => one.outerHTML.slice(0, 80))"""


def enlarge(page: Page, agent: str, factor: float) -> None:
    """Enlarge the text as WeChat does.

    On Android the web view multiplies the size of every font (`setTextZoom`), and nothing else; on
    an iPhone the client sets `-webkit-text-size-adjust` of the body.
    """
    page.evaluate(_ADJUSTED if agent == IPHONE else _ZOOMED, factor)


def unreadable(page: Page) -> dict[str, object]:
    """What cannot be read of a page: too wide, over something else, or cut off."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = {"wide": max(wide, 0), "overlap": page.evaluate(_OVERLAPS), "cut": page.evaluate(_CUT)}
    return {name: value for name, value in found.items() if value}
