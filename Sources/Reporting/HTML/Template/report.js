"use strict";
// Search, filter, grouping and order. The page can be read whole without any of it; nothing here writes markup.
(() => {
  const byID = (id) => document.getElementById(id);
  const list = byID("list");
  const form = byID("filter");
  const shown = byID("shown");
  const ruleGroups = [...list.querySelectorAll("details.group")];
  const rows = ruleGroups.reduce((sum, group) => sum + group.lastElementChild.childElementCount, 0);
  const severities = ["critical", "high", "medium", "low", "info"];
  const language = document.documentElement.lang;
  const number = (n) => n.toLocaleString(language);
  const plural = new Intl.PluralRules(language);
  const fill = (text, ...values) => values.reduce((t, v, i) => t.replace("%" + (i + 1), v), text);

  const counted = (n) => fill(plural.select(n) === "one" ? list.dataset.one : list.dataset.many, number(n));

  // What is asked of a row more than once is read off it once, when it is first asked.
  let known = null;
  const entries = () => {
    if (known) return known;
    known = [];
    for (const group of ruleGroups) {
      for (const row of group.lastElementChild.children) {
        const { s, v, c, p, r, w } = row.dataset;
        const place = row.firstElementChild.lastElementChild.textContent;
        const match = /^(.*):(\d+):(\d+)$/.exec(place);
        known.push({
          row, s, v, c, p, r, w, rule: group, group, isShown: true, number: known.length, text: null,
          file: match ? match[1] : place, line: match ? +match[2] : 0, column: match ? +match[3] : 0,
        });
      }
    }
    return known;
  };
  const textOf = (entry) => (entry.text ??= entry.row.textContent.toLowerCase());

  // Grouping

  const gravest = (a, b) => severities.indexOf(a.s) - severities.indexOf(b.s) || a.number - b.number;
  const byPlace = (a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column || a.number - b.number;
  const titleOf = {
    file: (entry) => entry.file || "-",
    severity: (entry) => form.querySelector(`[name=s][value="${CSS.escape(entry.s)}"]`).nextSibling.textContent.trim(),
    category: (entry) => form.querySelector(`option[value="${CSS.escape(entry.c)}"]`).textContent,
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

  let groups = ruleGroups;
  const arrange = () => {
    const ordered = [...entries()].sort(form.elements.o.value === "place" ? byPlace : gravest);
    const key = form.elements.g.value;
    const members = new Map();
    for (const entry of ordered) {
      const title = key === "rule" ? entry.rule : titleOf[key](entry);
      if (!members.has(title)) members.set(title, []);
      members.get(title).push(entry);
    }
    const titles = key === "rule" ? ruleGroups : [...members.keys()];
    if (key === "file" || key === "category") titles.sort();
    // Rows are moved while nothing of the list is shown, which is much faster.
    list.replaceChildren();
    groups = titles.map((title) => {
      const group = key === "rule" ? title : makeGroup(title);
      const own = members.get(title) ?? [];
      for (const entry of own) entry.group = group;
      group.lastElementChild.replaceChildren(...own.map((entry) => entry.row));
      return group;
    });
    list.append(...groups);
  };

  // Filter

  let resource = "";
  const checked = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const apply = () => {
    const [s, v] = [checked("s"), checked("v")];
    const [c, p, w] = [form.elements.c.value, form.elements.p.value, form.elements.w.value];
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = new Map(groups.map((group) => [group, { left: 0, all: 0 }]));
    let count = 0;
    for (const entry of entries()) {
      const isShown =
        s.has(entry.s) && v.has(entry.v) && (!c || entry.c === c) && (!p || entry.p === p) &&
        (!resource || entry.r === resource) && (!w || (w === "none" ? entry.w !== "waived" : entry.w === w)) &&
        words.every((word) => textOf(entry).includes(word));
      if (entry.isShown !== isShown) entry.row.hidden = !(entry.isShown = isShown);
      const own = counts.get(entry.group);
      own.all += 1;
      if (isShown) own.left += 1;
      if (isShown) count += 1;
    }
    for (const [group, { left, all }] of counts) {
      group.hidden = left === 0;
      group.querySelector(".count").textContent =
        left === all ? counted(left) : fill(shown.dataset.some, number(left), number(all));
      if (count < rows && count <= 200) group.open = true;
    }
    say(count);
  };
  const say = (count) => {
    const text = count === rows ? shown.dataset.all : count === 0 ? shown.dataset.none : shown.dataset.some;
    shown.textContent = fill(text, number(count), number(rows)) +
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
    for (const group of groups) if (!group.hidden) group.open = open;
    const seen = entries().filter((entry) => entry.isShown);
    // To lay out more would take long; the first thousand is more than anybody reads at once.
    for (const entry of open ? seen.slice(0, 1000) : seen) entry.row.open = open;
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
      if (element.hidden) {
        element.hidden = false;
        const entry = known?.find((each) => each.row === element);
        if (entry) entry.isShown = true;
      }
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

  if (rows > 0) {
    form.hidden = false;
    say(rows);
  }
  if (records.length > 0) {
    stock.hidden = false;
    applyStock();
  }
  reveal();
})();
