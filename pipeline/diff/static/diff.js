"use strict";
// The changes, drawn a hundred at a time while the reader scrolls; the filters choose which.
(() => {
  const place = document.getElementById("changes");
  if (!place) return;
  const { changes, pictures, texts } = JSON.parse(document.getElementById("data").textContent);
  const BATCH = 100, SVG = "http://www.w3.org/2000/svg", SIGNS = { added: "+", removed: "−", changed: "~" };
  for (const change of changes) {
    const said = change.f.map(([field, runs]) => `${field} ${runs.map((run) => run[1]).join("")}`).join(" ");
    change.words = `${change.p} ${change.m} ${change.l} ${said}`.toLocaleLowerCase("da");
  }
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const shape = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const causes = (names) => names.map((name) => make("span", `chip cause ${name}`, texts[`cause_${name}`]));

  const crop = (where, side) => {
    const figure = make("figure", side);
    figure.append(make("figcaption", "", where ? `${texts[side]}, ${texts.page.toLowerCase()} ${where[1]}` : texts[side]));
    if (!where) { figure.append(make("p", "none", texts.picture_missing)); return figure; }
    const [source, width, height] = pictures[where[0]];
    const [x0, top, x1, bottom] = where[2];
    const left = Math.max(0, x0), upper = Math.max(0, top);
    const svg = shape("svg", { viewBox: `${left} ${upper} ${Math.min(width, x1) - left} ${Math.min(height, bottom) - upper}`, role: "img" });
    svg.append(shape("image", { href: source, x: 0, y: 0, width, height }));
    for (const [a, b, c, d] of where[3]) svg.append(shape("rect", { class: "place", x: a - 1, y: b - 1, width: c - a + 2, height: d - b + 2, rx: 1.5 }));
    figure.append(svg);
    return figure;
  };

  const draw = (change) => {
    const article = make("article", `change ${change.k}`), header = make("header");
    header.append(make("span", "sign", SIGNS[change.k]), make("b", "", change.l), make("span", "chip", texts[change.t]));
    if (change.k !== "changed") header.append(make("span", "chip", texts[`kind_${change.k}`]));
    header.append(...causes(change.c));
    const list = make("dl");
    for (const [field, runs, why] of change.f) {
      const value = make("dd");
      for (const [kind, text] of runs) value.append(kind ? make(kind < 0 ? "del" : "ins", "", text) : text);
      if (change.c.length > 1) value.append(" ", ...causes(why));
      list.append(make("dt", "", field), value);
    }
    for (const [field, value] of change.v) list.append(make("dt", "", field), make("dd", "", value));
    article.append(header, list);
    if (change.o || change.n) {
      const both = make("div", "both");
      if (change.k !== "added") both.append(crop(change.o, "before"));
      if (change.k !== "removed") both.append(crop(change.n, "after"));
      article.append(both);
    }
    return article;
  };

  let chosen = [], drawn = 0, path = null;
  const end = make("div");
  const more = () => {
    const batch = document.createDocumentFragment();
    for (const change of chosen.slice(drawn, drawn + BATCH)) {
      if (change.p !== path) {
        path = change.p;
        const heading = make("h2", "path", path);
        if (change.m) heading.append(make("small", "", change.m));
        batch.append(heading);
      }
      batch.append(draw(change));
    }
    drawn = Math.min(chosen.length, drawn + BATCH);
    end.before(batch);
  };
  const watcher = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting) && drawn < chosen.length) {
      more();
      watcher.unobserve(end);
      watcher.observe(end);
    }
  }, { rootMargin: "1200px" });

  const value = (id) => document.getElementById(id).value;
  const sift = () => {
    const words = value("words").trim().toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    const table = value("table"), kind = value("kind"), cause = value("cause"), field = value("field"), from = value("municipality");
    chosen = changes.filter((c) => (!table || c.t === table) && (!kind || c.k === kind) && (!cause || c.c.includes(cause))
      && (!field || c.f.some((f) => f[0] === field)) && (!from || c.m === from) && words.every((word) => c.words.includes(word)));
    drawn = 0;
    path = null;
    place.replaceChildren(end);
    document.getElementById("sum").textContent = texts.changes_shown.replace("{n}", chosen.length).replace("{m}", changes.length);
    more();
    watcher.unobserve(end);
    watcher.observe(end);
  };
  const form = document.getElementById("find");
  form.addEventListener("input", sift);
  form.addEventListener("submit", (event) => event.preventDefault());
  sift();
})();
