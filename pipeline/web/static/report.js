"use strict";
// Rows and places on the page light up together. Without this script everything is still there to read.
(() => {
  const groups = new Map();
  for (const element of document.querySelectorAll("[data-r]")) {
    const key = element.dataset.r;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(element);
  }
  let held = null;

  const light = (key, field) => {
    for (const element of document.querySelectorAll(".on, .field")) element.classList.remove("on", "field");
    for (const element of groups.get(key) || []) {
      element.classList.add("on");
      if (field && element.dataset.f === field) element.classList.add("field");
    }
  };

  // Bring the row's page into the column of pages, which scrolls by itself.
  const reveal = (row) => {
    const page = document.getElementById(row.dataset.p);
    const column = page && page.parentElement;
    if (!column) return;
    const place = page.querySelector(`.place[data-r="${CSS.escape(row.dataset.r)}"]:not(.far)`) || page;
    const box = place.getBoundingClientRect(), frame = column.getBoundingClientRect();
    if (column.scrollHeight > column.clientHeight + 4 && (box.top < frame.top || box.bottom > frame.bottom))
      column.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: "smooth" });
  };

  // The part of each page that the row was read from, cut out at reading size, stands below the row while it is held.
  const strips = (row) => {
    let after = row;
    for (const page of row.closest("section").querySelectorAll("figure.page")) {
      const picture = page.querySelector("svg");
      const places = [...page.querySelectorAll(`.place[data-r="${CSS.escape(row.dataset.r)}"]:not(.far)`)];
      if (!picture || !places.length) continue;
      const number = (place, name) => parseFloat(place.getAttribute(name));
      const whole = picture.viewBox.baseVal, margin = 9;
      const left = Math.max(0, Math.min(...places.map((p) => number(p, "x"))) - margin);
      const top = Math.max(0, Math.min(...places.map((p) => number(p, "y"))) - margin);
      const right = Math.min(whole.width, Math.max(...places.map((p) => number(p, "x") + number(p, "width"))) + margin);
      const bottom = Math.min(whole.height, Math.max(...places.map((p) => number(p, "y") + number(p, "height"))) + margin);
      const svg = picture.cloneNode(false);
      svg.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
      svg.append(picture.querySelector("image").cloneNode(false));
      for (const place of places) { const copy = place.cloneNode(false); copy.removeAttribute("data-r"); svg.append(copy); }
      const strip = document.createElement("tr"), cell = strip.insertCell(), caption = document.createElement("p");
      strip.className = "strip";
      cell.colSpan = row.cells.length;
      caption.textContent = page.querySelector("figcaption").textContent;
      // The table may be wider than its frame; the strip stays within the frame.
      const frame = document.createElement("div");
      frame.style.width = `${row.closest(".scroll").clientWidth}px`;
      frame.append(caption, svg);
      cell.append(frame);
      after.after(strip);
      after = strip;
    }
  };

  const hold = (key) => {
    for (const old of document.querySelectorAll("tr.strip")) old.remove();
    for (const row of document.querySelectorAll("tr.held")) row.classList.remove("held");
    held = held === key ? null : key;
    if (held) for (const element of groups.get(held)) if (element.tagName === "TR") {
      element.classList.add("held");
      strips(element);
    }
    light(held);
  };

  for (const [key, elements] of groups) {
    const doubtful = elements.some((element) => element.classList.contains("doubt"));
    for (const element of elements) {
      const isRow = element.tagName === "TR";
      if (doubtful && !isRow) element.classList.add("doubt");
      element.addEventListener("mouseover", (event) => {
        if (held) return;
        const cell = event.target.closest("[data-f]");
        light(key, cell && cell.dataset.f);
        if (isRow) reveal(element);
      });
      element.addEventListener("mouseout", () => { if (!held) light(null); });
      element.addEventListener("focus", () => { if (!held) { light(key); if (isRow) reveal(element); } });
      element.addEventListener("click", () => {
        if (window.getSelection().toString()) return;
        hold(key);
        const row = elements.find((other) => other.tagName === "TR");
        if (!row) return;
        if (isRow) reveal(row); else if (held) row.scrollIntoView({ block: "center", behavior: "smooth" });
      });
      if (isRow) element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); hold(key); }
      });
    }
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && held) hold(held); });

  const target = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.dataset.r && held !== row.dataset.r) { hold(row.dataset.r); reveal(row); }
  };
  window.addEventListener("hashchange", target);
  target();

  // Search and the filter on doubts: rows that do not match go, and with them documents that have no row left.
  const words = document.getElementById("words"), doubts = document.getElementById("doubts");
  if (!words) return;
  const sift = () => {
    const wanted = words.value.trim().toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    const matches = (text) => wanted.every((word) => text.includes(word));
    for (const section of document.querySelectorAll("section.doc")) {
      const whole = matches(section.querySelector("header").textContent.toLocaleLowerCase("da"));
      let left = 0;
      for (const row of section.querySelectorAll("tr.record")) {
        const stays = (!doubts.checked || row.classList.contains("doubt"))
          && (whole || matches(row.textContent.toLocaleLowerCase("da")));
        row.hidden = !stays;
        left += stays;
      }
      section.hidden = !left;
    }
  };
  words.addEventListener("input", sift);
  doubts.addEventListener("change", sift);
  document.querySelector(".find").hidden = false;
})();
