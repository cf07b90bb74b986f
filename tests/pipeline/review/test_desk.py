"""A reviewer at work, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli
from pipeline.review.store import Store
from tests.pipeline.review import desk_samples
from tests.pipeline.review.conftest import Server

pytestmark = [pytest.mark.apt("chromium"), pytest.mark.xdist_group("chromium")]


def held(page: Any) -> Any:
    return page.locator(".row.held")


def open_worst(page: Any) -> None:
    page.click("#worst")
    page.wait_for_selector(".row.held")


def test_a_reviewer_finds_the_worst_doubt_corrects_confirms_and_undoes(
    inputs: Path, tmp_path: Path, serve: Callable[..., Server], page: Any
) -> None:
    """Open, find the worst doubt, correct a rating, confirm by key, undo, reload, run again, see it in the diff."""
    before, reviews = tmp_path / "before", tmp_path / "reviews"
    desk_samples.make_run(inputs, before)
    server = serve(before, reviews)
    page.goto(server.start)
    assert page.locator("h1").inner_text() == "4 rækker skal ses efter"
    open_worst(page)
    assert held(page).locator("h2").inner_text() == desk_samples.TITLES[2]
    page.wait_for_selector(".sheet[data-ready]")
    assert page.locator(".place.on").count() == len(desk_samples.COLUMNS)

    # Correct the rating with a key: the doubt is settled, and what was read is shown beside.
    page.keyboard.press("3")
    page.wait_for_selector(".row.held.said-corrected")
    assert held(page).locator("[data-step][aria-pressed=true]").inner_text() == "I mindre grad"
    assert held(page).locator(".was del").inner_text() == "I høj grad"
    assert page.locator("#left").inner_text() == "3"

    # On to the next doubt, and confirm it with one key.
    page.keyboard.press("n")
    assert held(page).locator("h2").inner_text() == desk_samples.TITLES[4]
    row = held(page).get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[id='{row}'].said-confirmed, .row.held:not([id='{row}'])")

    # Confirming the last doubt of a document leads to the next document; undoing leads back.
    page.wait_for_selector("#left:text-is('2')")
    page.keyboard.press("u")
    page.wait_for_selector(f"[id='{row}'].doubt.held")
    assert page.locator("#left").inner_text() == "3"

    page.reload()
    assert page.locator(".row.said-corrected").count() == 1
    assert page.locator(".row.said-confirmed").count() == 0
    server.end()

    # The next run applies it; the diff says that a person did it.
    after = tmp_path / "after"
    desk_samples.make_run(inputs, after, reviews=reviews)
    target = tmp_path / "diff.html"
    command = ["diff", str(before), str(after), "--json", "--html", str(target)]
    result = CliRunner().invoke(cli, command, standalone_mode=False)
    changes = [c for c in json.loads(result.output)["changes"] if c["table"] == "assessments"]
    (change,) = changes
    assert {f["field"]: (f["old"], f["new"]) for f in change["fields"]}["rating_step"] == (1, 3)
    assert change["causes"] == ["review"]
    page.goto(target.as_uri())
    shown = page.locator(".change", has_text=desk_samples.TITLES[2])
    assert shown.locator("figure svg").count() == 2
    shown.scroll_into_view_if_needed()
    page.wait_for_function("card => card.innerText.includes('Et menneske har set efter')", arg=shown.element_handle())


def test_the_form_edits_every_field_in_place(
    inputs: Path, tmp_path: Path, serve: Callable[..., Server], page: Any
) -> None:
    desk_samples.make_run(inputs, tmp_path / "run")
    page.goto(serve(tmp_path / "run", tmp_path / "reviews").start)
    open_worst(page)
    page.keyboard.press("e")
    page.fill("[name=activity]", "Rettet tekst")
    page.fill("[name=departments]", "Jobcentret\nSundhedscentret")
    page.select_option("[name=rating_step]", "4")
    page.fill("[name=note]", "som på siden")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".row.held.said-corrected")
    (decision,) = Store(tmp_path / "reviews").read_valid()
    assert (decision.by, decision.action, decision.note) == ("Anna", "correct", "som på siden")
    assert decision.said["activity"] == "Rettet tekst"
    assert decision.said["departments"] == ["Jobcentret", "Sundhedscentret"]
    assert decision.said["department_ids"]
    assert (decision.said["rating_step"], decision.said["rating_text"]) == (4, "Slet ikke")
    assert "title" not in decision.said


def test_rows_and_places_light_up_together(
    inputs: Path, tmp_path: Path, serve: Callable[..., Server], page: Any
) -> None:
    desk_samples.make_run(inputs, tmp_path / "run")
    page.goto(serve(tmp_path / "run", tmp_path / "reviews").start)
    open_worst(page)
    page.wait_for_selector(".sheet[data-ready]")
    first = page.locator(".row").first
    key = first.get_attribute("data-r")
    first.locator("[data-f=title]").hover()
    assert page.locator(f".place.on.field[data-r='{key}'][data-f=title]").count() == 1
    page.locator(".place[data-f=activity]").nth(1).click()
    assert held(page).locator("h2").inner_text() == desk_samples.TITLES[1]
    wide = page.locator(".page").first.bounding_box()["width"]
    page.keyboard.press("+")
    assert page.locator(".page").first.bounding_box()["width"] > wide * 1.2
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()


def test_the_queue_is_filtered(inputs: Path, tmp_path: Path, serve: Callable[..., Server], page: Any) -> None:
    desk_samples.make_run(inputs, tmp_path / "run")
    server = serve(tmp_path / "run", tmp_path / "reviews")
    page.goto(server.start)
    page.goto(f"{server.address}/queue")
    ratings = page.locator(".queue tbody tr .num:last-child").all_inner_texts()
    assert ratings == ["35 %", "35 %", "60 %", "60 %"]
    page.select_option("[name=finding]", "number_order")
    page.wait_for_url("**finding=number_order**")
    assert page.locator(".queue tbody tr").count() == 2
    page.select_option("[name=state]", "all")
    page.wait_for_url("**state=all**")
    page.select_option("[name=finding]", "")
    page.wait_for_url("**finding=&**")
    assert page.locator(".queue tbody tr").count() == 12


def test_hostile_text_runs_no_script(tmp_path: Path, serve: Callable[..., Server], page: Any) -> None:
    name = "<img src=x onerror=document.title='owned'>.pdf"
    desk_samples.write_pdf(tmp_path / "in" / name, "Tobak")
    result = desk_samples.make_run(tmp_path / "in", tmp_path / "run", text=desk_samples.HOSTILE)
    server = serve(tmp_path / "run", tmp_path / "reviews", "<b onclick=1>Anna</b>")
    page.goto(server.start)
    for address in ("/", "/queue", f"/document/{result.table('documents')['document_id'][0]}"):
        page.goto(server.address + address)
        assert "Udtræk" in page.title()
        assert page.locator("main img[src=x], main script").count() == 0
    page.keyboard.press("e")
    page.wait_for_selector(".editor")
    page.fill("[name=note]", desk_samples.HOSTILE)
    page.fill("[name=notes]", desk_samples.HOSTILE)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".row.said-corrected")
    assert "owned" in page.locator(".row.said-corrected .history").inner_text()
    assert "Udtræk" in page.title()


def test_somebody_who_did_not_see_the_last_decision_is_told(
    inputs: Path, tmp_path: Path, serve: Callable[..., Server], browser: Any
) -> None:
    desk_samples.make_run(inputs, tmp_path / "run")
    pages = []
    for by in ("Anna", "Bo"):
        server = serve(tmp_path / "run", tmp_path / "reviews", by)
        page = browser.new_context().new_page()
        page.goto(server.start)
        open_worst(page)
        pages.append(page)
    anna, bo = pages
    anna.keyboard.press("3")
    anna.wait_for_selector(".row.said-corrected")
    bo.keyboard.press("4")
    bo.wait_for_selector("#said.bad")
    assert bo.locator(".row.held.said-corrected [aria-pressed=true]").inner_text() == "I mindre grad"
    bo.keyboard.press("4")
    bo.wait_for_selector(".row.held [aria-pressed=true]:has-text('Slet ikke')")
    assert [d.by for d in Store(tmp_path / "reviews").read_valid()] == ["Anna", "Bo"]


def test_a_killed_server_loses_no_decision(
    inputs: Path, tmp_path: Path, serve: Callable[..., Server], page: Any
) -> None:
    desk_samples.make_run(inputs, tmp_path / "run")
    server = serve(tmp_path / "run", tmp_path / "reviews")
    page.goto(server.start)
    open_worst(page)
    page.keyboard.press("3")
    page.wait_for_selector(".row.said-corrected")
    server.process.kill()
    page.goto(serve(tmp_path / "run", tmp_path / "reviews").start)
    assert page.locator("h1").inner_text() == "3 rækker skal ses efter"


_FAINT = """() => {
  const linear = (v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
  const light = (c) => { const f = c.map(linear);
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > .95) return c.slice(0, 3); } return [255, 255, 255]; };
  const faint = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
    if (!text || !e.offsetParent || e.closest("option, script")) continue;
    const a = light(numbers(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e));
    if ((Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5) faint.push(text.slice(0, 40));
  }
  return faint;
}"""


def test_text_stands_out_as_wcag_asks(inputs: Path, tmp_path: Path, serve: Callable[..., Server], browser: Any) -> None:
    """Contrast of at least 4.5 (AA) on every page, light and dark; nothing wider than the window."""
    desk_samples.make_run(inputs, tmp_path / "run")
    server = serve(tmp_path / "run", tmp_path / "reviews")
    for scheme in ("light", "dark"):
        # The policy forbids foreign scripts, this test's among them.
        page = browser.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True
        ).new_page()
        for open_page in (
            lambda page: page.goto(server.start),
            lambda page: page.goto(f"{server.address}/queue"),
            lambda page: (page.goto(server.address), open_worst(page)),
            lambda page: (page.keyboard.press("e"), page.wait_for_selector(".editor")),
        ):
            open_page(page)
            assert page.evaluate(_FAINT) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280
