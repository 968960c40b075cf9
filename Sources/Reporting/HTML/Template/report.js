"use strict";
// Search, filter, grouping and order. The page can be read whole without any of it; nothing here writes markup.
(() => {
  const byID = (id) => document.getElementById(id);
  const list = byID("list");
  const form = byID("filter");
  const shown = byID("shown");
  const rows = [...list.querySelectorAll("details.f")];
  const ruleGroups = [...list.querySelectorAll("details.group")];
  const severities = ["critical", "high", "medium", "low", "info"];
  const language = document.documentElement.lang;
  const number = (n) => n.toLocaleString(language);
  const plural = new Intl.PluralRules(language);
  const fill = (text, ...values) => values.reduce((t, v, i) => t.replace("%" + (i + 1), v), text);

  const counted = (n) => fill(plural.select(n) === "one" ? list.dataset.one : list.dataset.many, number(n));

  // What is asked of a row more than once is read off it once.
  const index = new Map(rows.map((row, i) => [row, i]));
  const ruleOf = new Map();
  for (const group of ruleGroups) for (const row of group.querySelectorAll("details.f")) ruleOf.set(row, group);
  let texts = null;
  const textOf = (row) => {
    texts ??= rows.map((each) => each.textContent.toLowerCase());
    return texts[index.get(row)];
  };
  const places = new Map();
  const placeOf = (row) => {
    let place = places.get(row);
    if (!place) {
      const text = row.querySelector("summary .at")?.textContent ?? "";
      const match = /^(.*):(\d+):(\d+)$/.exec(text);
      place = match ? { file: match[1], line: +match[2], column: +match[3] } : { file: text, line: 0, column: 0 };
      places.set(row, place);
    }
    return place;
  };

  // Grouping

  const gravest = (a, b) =>
    severities.indexOf(a.dataset.s) - severities.indexOf(b.dataset.s) || index.get(a) - index.get(b);
  const byPlace = (a, b) => {
    const [p, q] = [placeOf(a), placeOf(b)];
    return p.file < q.file ? -1 : p.file > q.file ? 1 : p.line - q.line || p.column - q.column || index.get(a) - index.get(b);
  };
  const label = (name, value) => form.querySelector(`[name=${name}][value="${CSS.escape(value)}"]`);
  const titleOf = {
    file: (row) => placeOf(row).file || "-",
    severity: (row) => label("s", row.dataset.s).parentElement.firstChild.nextSibling.textContent.trim(),
    category: (row) => form.querySelector(`option[value="${CSS.escape(row.dataset.c)}"]`).textContent,
  };

  const makeGroup = (title) => {
    const group = document.createElement("details");
    group.className = "group";
    const summary = group.appendChild(document.createElement("summary"));
    summary.appendChild(document.createElement("h3")).textContent = title;
    summary.append(" ");
    summary.appendChild(document.createElement("span")).className = "count";
    group.appendChild(document.createElement("div")).className = "rows";
    return group;
  };

  const arrange = () => {
    const ordered = [...rows].sort(form.elements.o.value === "place" ? byPlace : gravest);
    const key = form.elements.g.value;
    const groups = new Map();
    for (const row of ordered) {
      const title = key === "rule" ? ruleOf.get(row) : titleOf[key](row);
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push(row);
    }
    const made = document.createDocumentFragment();
    if (key === "rule") {
      for (const group of ruleGroups) {
        group.querySelector(".rows").replaceChildren(...(groups.get(group) ?? []));
        made.append(group);
      }
    } else {
      const titles = [...groups.keys()];
      if (key === "file" || key === "category") titles.sort();
      for (const title of titles) {
        const group = makeGroup(title);
        group.querySelector(".rows").append(...groups.get(title));
        made.append(group);
      }
    }
    list.replaceChildren(made);
  };

  // Filter

  let resource = "";
  const checked = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const apply = () => {
    const [s, v] = [checked("s"), checked("v")];
    const [c, p, w] = [form.elements.c.value, form.elements.p.value, form.elements.w.value];
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const d = row.dataset;
      const isShown =
        s.has(d.s) && v.has(d.v) && (!c || d.c === c) && (!p || d.p === p) && (!resource || d.r === resource) &&
        (!w || (w === "none" ? d.w !== "waived" : d.w === w)) && words.every((word) => textOf(row).includes(word));
      if (row.hidden === isShown) row.hidden = !isShown;
      if (isShown) count += 1;
    }
    for (const group of list.children) {
      if (!group.matches("details.group")) continue;
      const all = group.querySelectorAll("details.f");
      let left = 0;
      for (const row of all) if (!row.hidden) left += 1;
      group.hidden = left === 0;
      group.querySelector(".count").textContent =
        left === all.length ? counted(left) : fill(shown.dataset.some, number(left), number(all.length));
      if (count < rows.length && count <= 200) group.open = true;
    }
    const text = count === rows.length ? shown.dataset.all : count === 0 ? shown.dataset.none : shown.dataset.some;
    shown.textContent = fill(text, number(count), number(rows.length)) +
      (resource ? " " + fill(shown.dataset.resource, nameOf(resource)) : "");
    shown.dataset.count = count;
  };
  const nameOf = (id) => byID("r" + id)?.querySelector("th")?.firstChild.textContent ?? id;

  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "g" || event.target.name === "o") arrange();
    soon();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    resource = "";
    setTimeout(() => {
      arrange();
      apply();
    });
  });
  const fold = (open) => {
    const seen = rows.filter((row) => !row.hidden);
    for (const group of list.children) if (group.matches("details") && !group.hidden) group.open = open;
    for (const row of seen.slice(0, open ? 1000 : seen.length)) row.open = open;
  };
  byID("unfold").addEventListener("click", () => fold(true));
  byID("fold").addEventListener("click", () => fold(false));

  // Numbers of the tables lead to the findings that they count.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set], a[data-resource]");
    if (!link) return;
    resource = link.dataset.resource ?? "";
    form.elements.q.value = "";
    const wanted = new URLSearchParams(link.dataset.set ?? "");
    for (const name of ["s", "v"]) {
      for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = !wanted.has(name) || wanted.get(name) === box.value;
    }
    for (const name of ["c", "p", "w"]) form.elements[name].value = wanted.get(name) ?? "";
    apply();
  });

  // A link to a finding, a resource or a source shows it, whatever hides it.
  const reveal = () => {
    const target = location.hash && byID(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let element = target; element; element = element.parentElement) {
      if (element.hidden) element.hidden = false;
      if (element.tagName === "DETAILS") element.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Inventory

  const stock = byID("stock");
  const table = byID("stocktable");
  const body = table.tBodies[0];
  const records = [...body.rows];
  const stocked = byID("stocked");
  let recordTexts = null;
  const applyStock = () => {
    const words = stock.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    recordTexts ??= new Map(records.map((record) => [record, record.textContent.toLowerCase()]));
    let count = 0;
    for (const record of records) {
      const isShown =
        (!stock.elements.d.checked || record.dataset.d) &&
        (!stock.elements.f.checked || record.lastElementChild.textContent !== "0") &&
        words.every((word) => recordTexts.get(record).includes(word));
      if (record.hidden === Boolean(isShown)) record.hidden = !isShown;
      if (isShown) count += 1;
    }
    const text = count === records.length ? stocked.dataset.all : count === 0 ? stocked.dataset.none : stocked.dataset.some;
    stocked.textContent = fill(text, number(count), number(records.length));
    stocked.dataset.count = count;
  };
  let stockTimer = 0;
  stock.addEventListener("input", () => {
    clearTimeout(stockTimer);
    stockTimer = setTimeout(applyStock, 120);
  });
  stock.addEventListener("submit", (event) => event.preventDefault());
  stock.addEventListener("reset", () => setTimeout(applyStock));

  const collator = new Intl.Collator(language, { numeric: true });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = fill(table.dataset.sort, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const keyed = records.map((record, i) => [record.cells[column].textContent, i, record]);
      keyed.sort((a, b) => (descending ? collator.compare(b[0], a[0]) : collator.compare(a[0], b[0])) || a[1] - b[1]);
      body.replaceChildren(...keyed.map((each) => each[2]));
    });
  });

  // Paper shows every chain of what the filter leaves; browsers without the selector need them opened.
  if (!CSS.supports("selector(::details-content)")) {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")].filter((each) => !each.hidden);
      for (const each of closed) each.open = true;
    });
    addEventListener("afterprint", () => {
      for (const each of closed) each.open = false;
    });
  }

  if (rows.length > 0) {
    form.hidden = false;
    apply();
  }
  if (records.length > 0) {
    stock.hidden = false;
    applyStock();
  }
  reveal();
})();
