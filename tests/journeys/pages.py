"""Reading pages as a person does: forms by their address, with what is already in them."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client
from lxml import html


@dataclass
class Form:
    """A form of a page: where it goes and what it holds."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


@dataclass
class Shown:
    """A page as received."""

    browser: Client
    address: str
    response: HttpResponse
    tree: Any

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """All words of the main part, single-spaced."""
        return " ".join(" ".join(self.tree.xpath("//main//text()")).split())

    def forms(self) -> list[Form]:
        """All forms of the page's main part."""
        return [self._form(found) for found in self.tree.xpath("//main//form")]

    def form(self, ending: str) -> Form:
        """The form whose address ends so, with its query or without (fragment aside)."""
        told = [(one, one.action.split("#")[0]) for one in self.forms()]
        return next(one for one, action in told if action.endswith(ending) or action.split("?")[0].endswith(ending))

    def _form(self, element: Any) -> Form:
        form = Form(urljoin(self.address, element.get("action") or self.address))
        for control in element.xpath(".//input|.//select|.//textarea"):
            name, kind = control.get("name"), control.get("type", "text")
            if name and kind not in {"radio", "checkbox", "submit"}:
                form.fields.setdefault(name, []).append(control.get("value") or "")
            elif name and control.get("checked") is not None:
                form.fields.setdefault(name, []).append(control.get("value") or "on")
        return form

    def send(self, form: Form, **values: Any) -> "Shown":
        """Fill the form and send it; follow where it leads."""
        data = {**form.fields, **{name.replace("__", "."): value for name, value in values.items()}}
        return shown(self.browser, self.browser.post(form.action.split("#")[0], data, follow=True), form.action)

    def label(self, words: str) -> tuple[str, str]:
        """Name and value of the control whose label says this."""
        control = self.tree.xpath("//main//label[contains(., $words)]//input", words=words)[0]
        return control.get("name"), control.get("value")


def shown(browser: Client, response: Any, address: str) -> Shown:
    """A response as a page."""
    chain = getattr(response, "redirect_chain", [])
    return Shown(browser, chain[-1][0] if chain else address, response, html.fromstring(response.content or b"<html/>"))


def visit(browser: Client, address: str) -> Shown:
    """Open an address."""
    return shown(browser, browser.get(address, follow=True), address)
