"use strict";
// The desk: rows and places light up together, decisions are posted, everything works by keyboard.
(() => {
  const $ = (id) => document.getElementById(id);
  const help = $("help"), said = $("said"), work = $("work");
  let fading = 0;
  const say = (text, bad) => {
    said.textContent = text;
    said.className = bad ? "on bad" : "on";
    clearTimeout(fading);
    fading = setTimeout(() => { said.className = ""; }, bad ? 6000 : 2200);
  };
  const post = async (address, content) => {
    try {
      const answer = await fetch(address, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content), credentials: "same-origin",
      });
      return await answer.json();
    } catch (error) {
      return { error: `${work ? work.dataset.said : ""} ${error.message}` };
    }
  };
  $("help-button").addEventListener("click", () => help.showModal());
  const filters = $("filters");
  if (filters) filters.addEventListener("change", () => filters.submit());

  const everywhere = { "?": () => help.showModal(), q: () => { location.href = "/queue"; }, o: () => { location.href = "/"; } };
  const typing = (event) => event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey;
  if (!work) {
    document.addEventListener("keydown", (event) => {
      if (!typing(event) && everywhere[event.key]) { event.preventDefault(); everywhere[event.key](); }
    });
    return;
  }

  const pages = $("pages"), rows = $("rows"), name = work.dataset.document;
  const all = () => [...rows.querySelectorAll(".row")];
  const places = (key) => [...pages.querySelectorAll(`.place[data-r="${CSS.escape(key)}"]`)];
  let held = null;

  // The size of a page in points is known when its picture is here.
  for (const image of pages.querySelectorAll("img")) {
    const sheet = image.parentElement;
    const fit = () => {
      if (!image.naturalWidth) return;
      const scale = parseFloat(work.dataset.scale);
      sheet.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
      sheet.querySelector("svg").setAttribute("viewBox", `0 0 ${image.naturalWidth * scale} ${image.naturalHeight * scale}`);
      sheet.dataset.ready = "1";
      if (image.naturalWidth > image.naturalHeight) work.classList.add("wide");
      if (held) reveal(held);
    };
    const lack = () => { image.hidden = true; sheet.querySelector(".none").hidden = false; };
    image.addEventListener("load", fit);
    image.addEventListener("error", lack);
    if (image.complete) { if (image.naturalWidth) fit(); }
  }

  const mark = () => {
    for (const place of pages.querySelectorAll(".place.doubt")) place.classList.remove("doubt");
    for (const row of rows.querySelectorAll(".row.doubt")) for (const place of places(row.dataset.r)) if (!place.classList.contains("far")) place.classList.add("doubt");
  };
  const light = (key, field) => {
    for (const element of document.querySelectorAll(".on:not(#said), .field")) element.classList.remove("on", "field");
    if (!key) return;
    for (const place of places(key)) {
      place.classList.add("on");
      if (field && place.dataset.f === field) place.classList.add("field");
    }
    for (const line of rows.querySelectorAll(`li[data-r="${CSS.escape(key)}"]`)) line.classList.add("on");
  };
  // Bring the places of a row into the column of pages.
  const reveal = (key) => {
    const near = places(key).filter((place) => !place.classList.contains("far"));
    const place = near[0] || places(key)[0];
    if (!place) return;
    const figure = place.closest("figure"), frame = pages.getBoundingClientRect();
    const box = figure.querySelector(".sheet").dataset.ready ? place.getBoundingClientRect() : figure.getBoundingClientRect();
    if (box.top < frame.top + 30 || box.bottom > frame.bottom - 30)
      pages.scrollTo({ top: pages.scrollTop + box.top - frame.top - frame.height / 3, behavior: "instant" });
    if (box.left < frame.left || box.right > frame.right)
      pages.scrollTo({ left: pages.scrollLeft + box.left - frame.left - 40, behavior: "instant" });
  };
  const hold = (key, scroll) => {
    for (const row of rows.querySelectorAll(".row.held")) row.classList.remove("held");
    held = key;
    if (!key) { light(null); return; }
    const row = $(key);
    if (row) {
      row.classList.add("held");
      if (scroll) row.scrollIntoView({ block: "center" });
      if (!row.contains(document.activeElement)) row.focus({ preventScroll: true });
      history.replaceState(null, "", `#${encodeURIComponent(key)}`);
    }
    light(key);
    reveal(key);
  };

  const keyOf = (event) => { const element = event.target.closest("[data-r]"); return element && element.dataset.r; };
  for (const side of [rows, pages]) {
    side.addEventListener("mouseover", (event) => {
      const key = keyOf(event), field = event.target.closest("[data-f]");
      if (key) light(key, field && field.dataset.f);
    });
    side.addEventListener("mouseleave", () => light(held));
    side.addEventListener("click", (event) => {
      const key = keyOf(event);
      if (key && key !== held && !window.getSelection().toString()) hold(key, side === pages);
    });
  }

  const step = (by, doubts) => {
    const list = all().filter((row) => !doubts || row.classList.contains("doubt") || row.dataset.r === held);
    const at = list.findIndex((row) => row.dataset.r === held);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by];
    if (next) hold(next.dataset.r, true);
    else if (doubts && by > 0 && work.dataset.next) location.href = work.dataset.next;
    else if (doubts && by > 0) say(work.dataset.last);
  };

  const accept = (answer) => {
    if (answer.document && answer.document !== name) { location.href = `/document/${answer.document}#${answer.record}`; return false; }
    if (answer.html) {
      const fresh = document.createRange().createContextualFragment(answer.html).querySelector(".row");
      $(answer.record).replaceWith(fresh);
      $("left").textContent = answer.left;
      mark();
      hold(answer.record);
      fresh.scrollIntoView({ block: "nearest" });
    }
    say(answer.error || answer.said, Boolean(answer.error));
    return !answer.error;
  };
  let busy = false;
  const send = async (address, content) => {
    if (busy) return false;
    busy = true;
    try { return accept(await post(address, content)); } finally { busy = false; }
  };
  const known = (row) => row.dataset.known.split(" ").filter(Boolean);
  const decide = (row, content, note) => send("/decide", { document: name, record: row.dataset.r, known: known(row), said: content, note });
  const confirm = async (row) => { if (await decide(row, null)) step(1, true); };

  const edit = async (row) => {
    if (row.classList.contains("editing")) return;
    hold(row.dataset.r);
    const answer = await fetch(`/edit/${name}/${encodeURIComponent(row.dataset.r)}`);
    if (!answer.ok) { say(work.dataset.said, true); return; }
    const form = document.createRange().createContextualFragment(await answer.text()).querySelector("form");
    row.classList.add("editing");
    row.append(form);
    const before = Object.fromEntries(new FormData(form));
    form.querySelector("[name=title]").focus();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { note, ...values } = Object.fromEntries(new FormData(form));
      const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== before[field]));
      if (Object.keys(changed).length) decide(row, changed, note); else leave(row);
    });
    form.addEventListener("click", (event) => {
      const unit = event.target.closest("[data-unit]");
      if (!unit) return;
      const box = form.querySelector("[name=departments]");
      box.value = [...box.value.split("\n").filter(Boolean), unit.dataset.unit].join("\n");
      unit.remove();
    });
  };
  const leave = (row) => {
    row.classList.remove("editing");
    const form = row.querySelector(".editor");
    if (form) form.remove();
    row.focus({ preventScroll: true });
  };

  let width = 100;
  const zoom = (by) => {
    width = Math.min(400, Math.max(50, width + by));
    for (const page of pages.querySelectorAll(".page")) page.style.width = `${width}%`;
    if (held) reveal(held);
  };

  const current = () => (held ? $(held) : null);
  const acts = {
    confirm: () => current() && confirm(current()),
    edit: () => current() && edit(current()),
    undo: () => send("/undo", {}),
    cancel: () => current() && leave(current()),
    next: () => step(1, true),
    previous: () => step(-1, true),
    larger: () => zoom(25),
    smaller: () => zoom(-25),
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.disabled) return;
    const row = button.closest(".row");
    if (row && row.dataset.r !== held) hold(row.dataset.r);
    if (button.dataset.step !== undefined && row) decide(row, { rating_step: Number(button.dataset.step) });
    else if (button.dataset.act === "undo" && row) send("/undo", { document: name, record: row.dataset.r });
    else if (acts[button.dataset.act]) acts[button.dataset.act]();
  });

  const keys = {
    ...everywhere, j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
    n: acts.next, p: acts.previous, c: acts.confirm, Enter: acts.confirm, e: acts.edit, u: acts.undo,
    "+": acts.larger, "=": acts.larger, "-": acts.smaller, Escape: () => hold(null),
  };
  document.addEventListener("keydown", (event) => {
    const editing = event.target.closest(".editor");
    if (editing) {
      if (event.key === "Escape") { event.preventDefault(); leave(editing.closest(".row")); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); editing.requestSubmit(); }
      return;
    }
    if (typing(event)) return;
    if (event.key === "Enter" && event.target.closest("a, button")) return;
    if (/^[0-9]$/.test(event.key)) {
      const row = current();
      if (row && Number(event.key) <= Number(row.dataset.steps)) { event.preventDefault(); decide(row, { rating_step: Number(event.key) }); }
    } else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  mark();
  const target = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    if (key && key !== held && $(key) && $(key).dataset.r) hold(key, true);
  };
  window.addEventListener("hashchange", target);
  target();
  if (!held) { const first = rows.querySelector(".row.doubt") || rows.querySelector(".row"); if (first) hold(first.dataset.r); }
})();
