// Lists the rows behind a number: the address says which (#rows:rec=3&met=1), the page holds them as data.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const body = panel.querySelector("tbody");
  const MOST = 300;
  const [MUN, REC, STEP, STEPS, DOC, PAGE, DOUBT, NEWEST, TEXT, DATE, LEVEL, REGION, MOVE, FROM] = [...Array(14).keys()];
  let last = null;

  function chosen(query) {
    const units = query.has("unit") ? new Set(data.u[query.get("unit")] || []) : null;
    const pack = query.has("pack") ? query.get("pack") + ":" : null;
    const number = (name) => (query.has(name) ? Number(query.get(name)) : null);
    const mun = number("mun"), rec = number("rec");
    const found = [];
    data.rows.forEach((row, i) => {
      // "all": every edition's current status; else each municipality's newest, once for a recommendation.
      if (!query.has("all") && !row[NEWEST]) return;
      if (mun !== null && row[MUN] !== mun) return;
      if (rec !== null && row[REC] !== rec) return;
      if (pack && !data.k[row[REC]][0].startsWith(pack)) return;
      if (query.has("rated") && !row[STEP]) return;
      if (query.has("met") && row[STEP] !== 1) return;
      if (query.has("doubt") && !row[DOUBT]) return;
      if (query.has("level") && data.names.level_joined[row[LEVEL]] !== query.get("level")) return;
      if (query.has("region") && data.names.region[row[REGION]] !== query.get("region")) return;
      if (query.has("move") && data.names.direction[row[MOVE]] !== query.get("move")) return;
      if (units && !units.has(i)) return;
      found.push(i);
    });
    return found;
  }

  function cell(line, text) {
    const td = line.insertCell();
    td.textContent = text;
    return td;
  }

  function crop(i) {
    const [picture, x, y, width, height] = data.crops[i];
    const [source, pageWidth, pageHeight] = data.pictures[picture];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${data.d[data.rows[i][DOC]]}, ${panel.dataset.page} ${data.rows[i][PAGE]}`);
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    image.setAttribute("href", source);
    image.setAttribute("width", pageWidth);
    image.setAttribute("height", pageHeight);
    svg.append(image);
    return svg;
  }

  function show() {
    const match = location.hash.match(/^#rows:(.*)$/);
    if (!match) return hide();
    const query = new URLSearchParams(match[1].replace(/\+/g, "%2B"));
    const found = chosen(query);
    body.replaceChildren();
    for (const i of found.slice(0, MOST)) {
      const row = data.rows[i];
      const line = body.insertRow();
      if (row[DOUBT]) line.className = "doubt";
      cell(line, data.m[row[MUN]]);
      cell(line, data.k[row[REC]][1] || data.k[row[REC]][0]);
      cell(line, data.names.as_of[row[DATE]] || "").className = "date";
      const before = query.has("move") ? `${data.names.from_rating[row[FROM]] || "?"} → ` : "";
      cell(line, before + (row[STEP] ? data.names.rating_text[row[TEXT]] || `${row[STEP]}/${row[STEPS]}` : panel.dataset.unrated));
      cell(line, `${data.d[row[DOC]]}, ${panel.dataset.page.toLowerCase()} ${row[PAGE]}`);
      if (data.crops[i]) {
        const strip = body.insertRow();
        strip.className = "crop";
        const td = strip.insertCell();
        td.colSpan = 5;
        td.append(crop(i));
      }
    }
    panel.querySelector(".what").textContent = found.length;
    const rest = found.length - Math.min(found.length, MOST);
    panel.querySelector(".rest").textContent = rest ? `${rest} ${panel.dataset.more}` : "";
    if (panel.hidden) last = document.activeElement;
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  }

  function hide() {
    if (panel.hidden) return;
    panel.hidden = true;
    if (location.hash.startsWith("#rows:")) history.pushState(null, "", location.pathname + location.search);
    if (last) last.focus();
  }

  panel.querySelector("button").addEventListener("click", hide);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("hashchange", show);
  show();
})();
