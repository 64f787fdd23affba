"""The desk as its page speaks to the server, and as an editor's hands use it."""

import http.client
import json
import re
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, expect

from preview import PATIENCE, Preview

Answer = tuple[int, http.client.HTTPMessage, Any]


def token(preview: Preview) -> str:
    page = preview.ask("/_desk/")[2].decode()
    found = re.search('<meta name="banmian-token" content="([^"]+)">', page)
    assert found
    return found[1]


def ask(preview: Preview, *path: str, body: Any = None, **headers: str | None) -> Answer:
    """Ask as the page does, but for these headers; None leaves one out."""
    everything: dict[str, str | None] = {
        "Host": preview.host,
        "Origin": f"http://{preview.host}",
        "X-Banmian-Desk": token(preview),
        "Content-Type": "application/json",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    sent = {name: value for name, value in everything.items() if value is not None}
    target = "/_desk/api/" + "/".join(quote(part, safe="") for part in path)
    connection = http.client.HTTPConnection(preview.host, timeout=PATIENCE)
    data = None if body is None else json.dumps(body)
    connection.request("GET" if body is None else "POST", target, data, sent)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    is_json = answer.headers.get_content_type() == "application/json"
    return answer.status, answer.headers, json.loads(content) if is_json else content


class Editor:
    """A browser on a page of the desk; counts what an editor's hands do."""

    def __init__(
        self, chromium: Browser, preview: Preview, place: str, width: int = 1280, **look: Any
    ) -> None:
        self.context: BrowserContext = chromium.new_context(
            viewport={"width": width, "height": 800}, **look
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.said: list[str] = []
        self.page.on("console", lambda one: self.said.append(one.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.keys = self.clicks = 0
        self.page.goto(f"http://{preview.host}/_desk/{place}")
        self.toast = self.page.locator("#toast")

    def open(self) -> "Editor":
        self.page.wait_for_selector(".source li.cursor")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def line(self, text: str) -> Any:
        return self.page.locator(".source li", has_text=text).first

    def click(self, text: str, *modifiers: Any) -> None:
        self.clicks += 1
        self.line(text).click(modifiers=list(modifiers))

    def article(self, text: str) -> Any:
        return self.page.locator(".articles article", has_text=text).first

    def choose(self, text: str) -> None:
        self.clicks += 1
        self.article(text).locator(".bar .badge").click()

    def told(self, text: str) -> None:
        """Wait until the desk says this."""
        expect(self.toast).to_contain_text(text, timeout=PATIENCE * 1000)

    def close(self) -> None:
        self.context.close()
