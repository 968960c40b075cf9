"use strict";
// Search, filter, grouping and order. The page can be read whole without any of it; nothing here writes markup.
//
// What costs a browser time is not the search but what stands in the page: every row is laid out, styled and told to
// screen readers, and each row that moves is set up anew. So, from the first question on, only rows that somebody
// can see are in the page: those of open groups, a page of them at a time. The rest is kept beside it.
(() => {
  const byID = (id) => document.getElementById(id);
  const list = byID("list");
  const form = byID("filter");
  const shown = byID("shown");
  const language = document.documentElement.lang;
  const number = (n) => n.toLocaleString(language);
  const plural = new Intl.PluralRules(language);
  const fill = (text, ...values) => values.reduce((t, v, i) => t.replace("%" + (i + 1), () => v), text);
  const counted = (n) => fill(plural.select(n) === "one" ? list.dataset.one : list.dataset.many, number(n));
  const words = (field) => field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const make = (name, style, text = "") => {
    const element = document.createElement(name);
    element.className = style;
    element.textContent = text;
    return element;
  };
  // Children are exchanged only if they are others: to set the same again costs as much as to set new ones.
  const put = (parent, children) => {
    const old = parent.childNodes;
    if (old.length !== children.length || children.some((child, i) => child !== old[i])) parent.replaceChildren(...children);
  };

  // How many rows or groups stand in the page before somebody asks for more, and how many more each time.
  const page = 100;
  // The buttons under a list that is longer than its page; `more(n)` shows n in all.
  const pager = (limit, all, data, more) => {
    const place = make("p", "pager");
    place.append(make("span", "", fill(data.part, number(limit), number(all)) + " "));
    const next = Math.min(all, limit + 5 * page);
    for (const [text, n] of [[fill(data.more, number(next - limit)), next], [fill(data.rest, number(all)), all]]) {
      if (n === all && place.childElementCount > 1 && next === all) continue;
      const button = place.appendChild(make("button", "", text));
      button.type = "button";
      button.addEventListener("click", () => more(n));
    }
    return place;
  };

  // Findings

  const severities = ["critical", "high", "medium", "low", "info"];
  const rules = [...list.querySelectorAll("details.group")].map((element) => ({
    element, title: element.dataset.k, about: element.querySelector(".about"), rows: element.lastElementChild, entries: [],
  }));
  const total = rules.reduce((sum, group) => sum + group.rows.childElementCount, 0);

  // What is asked of a row more than once is read off it once: while the browser has nothing else to do, and all that is
  // left when the first question comes. Then rows leave the page.
  const known = [];
  function* reading() {
    for (const rule of rules) {
      const { c, p } = rule.element.dataset;
      for (const row of rule.rows.children) {
        const severity = row.firstElementChild.firstElementChild;
        const verdict = severity.nextElementSibling;
        const third = verdict.nextElementSibling;
        const place = row.firstElementChild.lastElementChild.textContent;
        const match = /^(.*):(\d+):(\d+)$/.exec(place);
        const link = row.lastElementChild.firstElementChild;
        known.push({
          row, rule, c, p, s: severity.className.slice(2), v: verdict.className.slice(2),
          w: third.className.startsWith("w-") ? third.className.slice(2) : "",
          r: link ? link.getAttribute("href").slice(2) : "", isShown: true, number: known.length, text: null,
          file: match ? match[1] : place, line: match ? +match[2] : 0, column: match ? +match[3] : 0,
        });
        yield known.at(-1);
      }
    }
  }
  const reader = reading();
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 100));
  const readOn = (deadline) => {
    while (!isTaken && deadline.timeRemaining() > 2) {
      for (let i = 0; i < 20; i += 1) {
        const { value, done } = reader.next();
        if (done) return;
        textOf(value);
      }
    }
    if (!isTaken) idle(readOn);
  };
  let isTaken = false;
  const entries = () => {
    if (isTaken) return known;
    isTaken = true;
    for (const entry of reader) void entry;
    for (const rule of rules) if (!rule.element.open) rule.rows.replaceChildren();
    return known;
  };
  // A row is found by what is said of its rule, too.
  const textOf = (entry) => (entry.text ??= entry.row.textContent.toLowerCase());
  const textOfRule = (rule) => (rule.text ??= (rule.element.firstElementChild.textContent + " " + rule.about.textContent).toLowerCase());

  // Grouping

  const compare = {
    grave: (a, b) => severities.indexOf(a.s) - severities.indexOf(b.s) || a.number - b.number,
    place: (a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column || a.number - b.number,
  };
  const orders = {};
  const ordered = (name) => (orders[name] ??= [...entries()].sort(compare[name]));
  const label = {
    severity: (entry) => form.querySelector(`[name=s][value="${CSS.escape(entry.s)}"]`).nextSibling.textContent.trim(),
    category: (entry) => form.querySelector(`option[value="${CSS.escape(entry.c)}"]`).textContent,
  };
  const keyOf = { file: (entry) => entry.file, severity: (entry) => entry.s, category: (entry) => entry.c };

  const makeGroup = (title) => {
    const element = make("details", "group");
    const summary = element.appendChild(document.createElement("summary"));
    summary.append(make("h3", "", title), " ", make("span", "count"));
    return { element, rows: element.appendChild(make("div", "rows")) };
  };

  let groups = rules;
  let isArranged = false;
  const arrange = () => {
    isArranged = true;
    entries();
    const key = form.elements.g.value;
    for (const group of groups) group.rows?.replaceChildren();
    if (key === "rule") groups = rules;
    else groups = [];
    for (const rule of rules) rule.entries = [];
    const made = new Map();
    for (const entry of ordered(form.elements.o.value)) {
      let group = entry.rule;
      if (key !== "rule") {
        const id = keyOf[key](entry);
        group = made.get(id);
        if (!group) {
          group = { element: null, title: label[key] ? label[key](entry) : id || "-", entries: [] };
          made.set(id, group);
          groups.push(group);
        }
      }
      group.entries.push(entry);
      entry.group = group;
    }
    if (key === "file" || key === "category") groups.sort((a, b) => (a.title < b.title ? -1 : 1));
    if (key === "severity") groups.sort((a, b) => compare.grave(a.entries[0], b.entries[0]));
  };

  // What a group shows: its count, and the rows of its page if it is open.
  const elementOf = (group) => {
    if (!group.element) Object.assign(group, makeGroup(group.title));
    group.element.group = group;
    return group.element;
  };
  const explain = (entry) => {
    const isAway = entry.group !== entry.rule;
    if (isAway && !entry.about) {
      entry.about = entry.rule.about.cloneNode(true);
      entry.row.append(entry.about);
    } else if (!isAway && entry.about) {
      entry.about.remove();
      entry.about = null;
    }
  };
  const showRows = (group, limit) => {
    group.limit = Math.min(limit, group.left.length);
    const part = group.left.slice(0, group.limit);
    for (const entry of part) explain(entry);
    const children = part.map((entry) => entry.row);
    if (part.length < group.left.length) {
      children.push(pager(part.length, group.left.length, list.dataset, (n) => {
        const first = group.left[group.limit];
        showRows(group, n);
        first.row.firstElementChild.focus();
      }));
    }
    put(group.rows, children);
  };
  const showGroup = (group) => {
    const element = elementOf(group);
    element.querySelector(".count").textContent =
      group.left.length === group.entries.length ? counted(group.left.length)
        : fill(shown.dataset.some, number(group.left.length), number(group.entries.length));
    if (element.open) showRows(group, page);
    else if (group.rows.firstChild) group.rows.replaceChildren();
    return element;
  };
  let some = [];
  const showGroups = (limit) => {
    const part = some.slice(0, limit);
    const children = part.map(showGroup);
    if (part.length < some.length) {
      children.push(pager(part.length, some.length, { ...list.dataset, part: list.dataset.groups }, (n) => {
        const first = some[part.length];
        showGroups(n);
        first.element.firstElementChild.focus();
      }));
    }
    put(list, children);
  };
  list.addEventListener("toggle", (event) => {
    const group = event.target.group;
    if (!group?.left) return;
    if (event.target.open && !group.rows.firstChild) showRows(group, page);
  }, true);

  // Filter

  let [resource, ruleKey] = ["", ""];
  const checked = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const apply = () => {
    if (!isArranged) arrange();
    const [s, v] = [checked("s"), checked("v")];
    const [c, p, w] = [form.elements.c.value, form.elements.p.value, form.elements.w.value];
    const wanted = words(form.elements.q);
    const ruled = new Map(rules.map((rule) => [rule, wanted.filter((word) => !textOfRule(rule).includes(word))]));
    let count = 0;
    some = [];
    for (const group of groups) {
      group.left = group.entries.filter((entry) =>
        (entry.isShown =
          s.has(entry.s) && v.has(entry.v) && (!c || entry.c === c) && (!p || entry.p === p) &&
          (!resource || entry.r === resource) && (!ruleKey || entry.rule.title === ruleKey) && (!w || (w === "none" ? entry.w !== "waived" : entry.w === w)) &&
          ruled.get(entry.rule).every((word) => textOf(entry).includes(word))));
      count += group.left.length;
      if (group.left.length) some.push(group);
    }
    if (count < total && count <= 2 * page) for (const group of some) elementOf(group).open = true;
    showGroups(page);
    say(count);
  };
  const say = (count) => {
    const text = count === total ? shown.dataset.all : count === 0 ? shown.dataset.none : shown.dataset.some;
    shown.textContent = fill(text, number(count), number(total)) +
      (resource ? " " + fill(shown.dataset.resource, nameOf(resource)) : "") +
      (ruleKey ? " " + fill(shown.dataset.rule, ruleKey) : "");
    shown.dataset.count = count;
  };
  const nameOf = (id) => recordOf.get("r" + id)?.querySelector("th").firstChild.textContent ?? id;

  let timer = 0;
  const soon = (act, field) => {
    clearTimeout(timer);
    // Who types is waited for; who chooses is not.
    timer = setTimeout(act, field.type === "search" ? 120 : 0);
  };
  form.addEventListener("input", (event) => {
    const { name } = event.target;
    soon(() => {
      if (name === "g" || name === "o") arrange();
      apply();
    }, event.target);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    [resource, ruleKey] = ["", ""];
    setTimeout(() => {
      arrange();
      apply();
    });
  });
  const fold = (open) => {
    if (!some.length) apply();
    // To lay out more would take long; the first hundreds are more than anybody reads at once.
    let room = 5 * page;
    for (const group of some.slice(0, list.children.length)) {
      if (!group.element?.isConnected) break;
      if (open && room <= 0) break;
      group.element.open = open;
      showGroup(group);
      for (const entry of group.left.slice(0, group.limit)) {
        entry.row.open = open;
        room -= 1;
      }
    }
  };
  byID("unfold").addEventListener("click", () => fold(true));
  byID("fold").addEventListener("click", () => fold(false));

  // Numbers of the tables lead to the findings that they count.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set], a[data-rule], a[data-resource]");
    if (!link) return;
    [resource, ruleKey] = [link.dataset.resource ?? "", link.dataset.rule ?? ""];
    form.elements.q.value = "";
    const wanted = new URLSearchParams(link.dataset.set ?? "");
    for (const name of ["s", "v"]) {
      for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = !wanted.has(name) || wanted.get(name) === box.value;
    }
    for (const name of ["c", "p", "w"]) form.elements[name].value = wanted.get(name) ?? "";
    apply();
  });

  // Inventory

  const stock = byID("stock");
  const table = byID("stocktable");
  const body = table.tBodies[0];
  const records = [...body.rows];
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const stocked = byID("stocked");
  const below = table.parentElement.insertAdjacentElement("afterend", document.createElement("div"));
  let [order, kept, recordTexts] = [records, records, null];
  const showRecords = (limit) => {
    const part = kept.slice(0, limit);
    put(body, part);
    put(below, part.length === kept.length ? [] : [pager(part.length, kept.length, stocked.dataset, (n) => {
      const next = kept[part.length];
      showRecords(n);
      next.querySelector("th").tabIndex = -1;
      next.querySelector("th").focus();
    })]);
  };
  const applyStock = () => {
    const wanted = words(stock.elements.q);
    if (wanted.length) recordTexts ??= new Map(records.map((record) => [record, record.textContent.toLowerCase()]));
    kept = order.filter((record) =>
      (!stock.elements.d.checked || record.dataset.d) &&
      (!stock.elements.f.checked || record.lastElementChild.textContent !== "0") &&
      wanted.every((word) => recordTexts.get(record).includes(word)));
    const count = kept.length;
    const text = count === records.length ? stocked.dataset.all : count === 0 ? stocked.dataset.none : stocked.dataset.some;
    stocked.textContent = fill(text, number(count), number(records.length));
    stocked.dataset.count = count;
    showRecords(2 * page);
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
    const button = make("button", "", head.textContent);
    button.type = "button";
    button.title = fill(table.dataset.sort, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const keyed = records.map((record, i) => [record.cells[column].textContent, i, record]);
      keyed.sort((a, b) => (descending ? collator.compare(b[0], a[0]) : collator.compare(a[0], b[0])) || a[1] - b[1]);
      order = keyed.map((each) => each[2]);
      applyStock();
    });
  });

  // A link to a finding, a resource or a source shows it, whatever hides it.
  const reveal = () => {
    const id = location.hash && decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const entry = isArranged && known.find((each) => each.row.id === id);
    if (entry) {
      const { group } = entry;
      if (!group.left.includes(entry)) group.left = group.entries.filter((each) => each.isShown || each === entry);
      if (!some.includes(group)) some.unshift(group);
      elementOf(group).open = true;
      showGroups(Math.max(page, some.indexOf(group) + 1));
      showRows(group, Math.max(page, group.left.indexOf(entry) + 1));
    }
    const record = recordOf.get(id);
    if (record && !record.isConnected) {
      if (!kept.includes(record)) kept = order;
      showRecords(kept.indexOf(record) + 1);
    }
    const target = byID(id);
    if (!target) return;
    for (let element = target; element; element = element.parentElement) if (element.tagName === "DETAILS") element.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Paper has every row that the filter leaves, with its chain; browsers without the selector need them opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    if (isArranged) {
      showGroups(Infinity);
      for (const group of some) showRows(group, Infinity);
    }
    showRecords(Infinity);
    if (CSS.supports("selector(::details-content)")) return;
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
    closed = [];
    if (isArranged) showGroups(page);
    showRecords(2 * page);
  });

  if (total > 0) {
    form.hidden = false;
    say(total);
  }
  if (records.length > 0) {
    stock.hidden = false;
    applyStock();
  }
  reveal();
  idle(readOn);
})();
