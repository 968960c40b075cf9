"""Looks at an HTML report with a real browser and says what is wrong with it.

Speaks the browser's debugging protocol through pipes, with Python's standard library alone:
    html-browser.py BROWSER REPORT.html OUTPUT_FOLDER
"""
import base64, json, os, re, subprocess, sys, tempfile, time


class Browser:
    """A headless browser with one page."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp()
        to_browser, from_browser = os.pipe(), os.pipe()

        def wire():
            # The protocol's pipes are descriptors 3 and 4 of the browser; copies first, lest one covers the other.
            reader, writer = os.dup(to_browser[0]), os.dup(from_browser[1])
            os.dup2(reader, 3)
            os.dup2(writer, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--user-data-dir=" + self.profile, "about:blank"],
            preexec_fn=wire, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser[0])
        os.close(from_browser[1])
        self.output = os.fdopen(to_browser[1], "wb", buffering=0)
        self.input = from_browser[0]
        self.pending, self.number, self.events, self.session = b"", 0, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "DOM", "Accessibility"]:
            self.call(domain + ".enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[self.output.write(data):]
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer.get("result", {})
            self.events.append(answer)

    def receive(self):
        while b"\0" not in self.pending:
            data = os.read(self.input, 1 << 20)
            if not data:
                raise RuntimeError("the browser has gone")
            self.pending += data
        message, _, self.pending = self.pending.partition(b"\0")
        return json.loads(message)

    def wait(self, event):
        while not any(each.get("method") == event for each in self.events):
            self.events.append(self.receive())

    def run(self, script):
        """The value of an expression in the page; a promise is waited for."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:600])
        return result["result"].get("value")

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def key(self, name, code, text=""):
        for kind in ["keyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, text=text if kind == "keyDown" else "")

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        except Exception:
            pass
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        subprocess.run(["rm", "-rf", self.profile], check=False)


# Every visible text against the ground it stands on, by the formula of WCAG 2.
CONTRAST = r"""
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (text) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
  const light = (c) => { const f = [0, 1, 2].map(i => { const v = c[i] / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return [255, 255, 255, 255]; };
  const bad = new Map();
  let seen = 0;
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg, script, style, noscript") || seen > 6000) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (!e.checkVisibility({ contentVisibilityAuto: false })) continue;
    seen += 1;
    const style = getComputedStyle(e);
    const [a, b] = [light(rgba(style.color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.set(e.tagName + "." + e.className, ratio.toFixed(2));
  }
  return { seen, bad: [...bad] };
})()
"""

ACTIONS = r"""
(async () => {
  // Until what was asked stands on the screen: a frame is drawn, and the one after it.
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const count = () => Number(shown.dataset.count);
  const problems = [];
  const times = [];
  const expect = (what, is, wanted) => { if (is !== wanted) problems.push(`${what}: ${is} instead of ${wanted}`); };
  const act = async (what, wait, action) => {
    await frame();
    const start = performance.now();
    action();
    await new Promise(done => setTimeout(done, wait));
    await frame();
    await frame();
    times.push([Math.round(performance.now() - start), what]);
  };
  const type = (field, text) => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
  const search = (text) => act(`search "${text}"`, 125, () => type(form.elements.q, text));
  const choose = (name, value) => act(`${name} = ${value}`, 5, () => type(form.elements[name], value));
  const reset = () => act("reset", 5, () => form.querySelector("[type=reset]").click());

  // What the page says before anything is asked: the whole of it stands there.
  const model = [...document.querySelectorAll("details.group")].flatMap(group => {
    const head = group.firstElementChild.textContent + group.querySelector(".about").textContent;
    return [...group.querySelectorAll("details.f")].map(row => ({
      id: row.id.slice(2), c: group.dataset.c, p: group.dataset.p, k: group.dataset.k,
      s: row.querySelector("[class^=s-]").className.slice(2), v: row.querySelector("[class^=v-]").className.slice(2),
      file: row.querySelector(".at").textContent.replace(/:\d+:\d+$/, ""), text: (row.textContent + head).toLowerCase(),
    }));
  });
  const all = model.length;
  const where = (test) => model.filter(test).length;
  expect("filter is shown", form.hidden, false);
  expect("all are shown", count(), all);

  // Of several findings with one fingerprint, only the first can be led to.
  const named = model.filter(row => row.id);
  const word = named[named.length >> 1].id;
  await search(word);
  expect("rows that hold the word", count(), where(row => row.text.includes(word)));
  expect("rows in the page", document.querySelectorAll("#list details.f").length, count());
  const said = model[0].text.match(/[a-z]{6,}/)[0];
  await search(said);
  expect(`rows that hold "${said}"`, count(), where(row => row.text.includes(said)));
  await search("no such words anywhere");
  expect("nothing matches", count(), 0);
  expect("no row is left", document.querySelectorAll("#list details").length, 0);
  await reset();
  expect("reset shows all", count(), all);

  for (const name of ["s", "v"]) {
    const box = form.querySelector(`[name=${name}]`);
    await act(`without ${box.value}`, 5, () => box.click());
    expect(`without ${name}=${box.value}`, count(), where(row => row[name] !== box.value));
    await act(`with ${box.value}`, 5, () => box.click());
  }
  for (const option of [...form.elements.c.options].slice(1)) {
    await choose("c", option.value);
    expect(`category ${option.value}`, count(), where(row => row.c === option.value));
  }
  await choose("c", "");
  for (const order of ["place", "grave"]) {
    await choose("o", order);
    for (const group of ["file", "severity", "category", "rule"]) {
      await choose("g", group);
      expect(`grouped by ${group}`, count(), all);
      const groups = new Set(model.map(row => ({ file: row.file, severity: row.s, category: row.c, rule: row.k })[group])).size;
      expect(`groups by ${group}`, document.querySelectorAll("#list > details").length, Math.min(groups, 100));
    }
  }
  // Page by page, everything can be had.
  await choose("g", "severity");
  for (const group of document.querySelectorAll("#list > details")) {
    if (all > 3000) break;
    group.open = true;
    await frame();
    const more = group.querySelectorAll(".pager button");
    if (more.length) more[more.length - 1].click();
  }
  if (all <= 3000) expect("every row can be had", new Set([...document.querySelectorAll("#list details.f")]).size, all);
  const explained = document.querySelector("#list details.f");
  if (explained) expect("away from its rule a row says what the rule says", !!explained.querySelector(".about"), true);
  await act("unfold", 5, () => document.getElementById("unfold").click());
  await search(said);
  await act("fold", 5, () => document.getElementById("fold").click());
  await reset();
  expect("grouped by rule again", document.querySelectorAll("#list details.f > .about").length, 0);
  for (const link of [document.querySelector("#summary a[data-set]"), document.querySelector("#rules a[data-rule]")]) {
    if (!link) continue;
    await act("a number of a table", 5, () => link.click());
    expect("a number leads to its findings", count(), Number(link.textContent.replace(/\D/g, "")));
  }
  await reset();
  // A link shows what it leads to, whatever hides it.
  await search("no such words anywhere");
  location.hash = "f-" + word;
  await frame();
  await frame();
  expect("a link shows its finding", document.getElementById("f-" + word)?.checkVisibility(), true);
  await reset();

  const table = document.getElementById("stocktable");
  const stock = document.getElementById("stock");
  const everything = Number(document.getElementById("stocked").dataset.count);
  const button = table.tHead.querySelector("button");
  await act("sort the inventory", 5, () => button.click());
  const names = [...table.tBodies[0].rows].map(row => row.cells[0].textContent);
  expect("sorted", names.join() === [...names].sort(new Intl.Collator(document.documentElement.lang, { numeric: true }).compare).join(), true);
  expect("says so", button.parentElement.getAttribute("aria-sort"), "ascending");
  expect("none is lost", Number(document.getElementById("stocked").dataset.count), everything);
  await act("search the inventory", 125, () => type(stock.elements.q, "no such words anywhere"));
  expect("inventory filtered", table.tBodies[0].rows.length, 0);
  await act("reset the inventory", 5, () => stock.querySelector("[type=reset]").click());
  expect("inventory reset", table.tBodies[0].rows.length, Math.min(everything, 200));
  times.sort((a, b) => b[0] - a[0]);
  return { problems, all, times };
})()
"""

STRUCTURE = r"""
(() => {
  const problems = [];
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption) problems.push("a table without a caption");
    if ([...table.querySelectorAll("th")].some(head => !head.scope)) problems.push("a table head without a scope: " + table.caption?.textContent);
  }
  for (const field of document.querySelectorAll("input, select")) if (!field.labels.length) problems.push("a field without a label: " + field.name);
  for (const svg of document.querySelectorAll("svg")) if (!svg.ariaHidden && svg.getAttribute("role") !== "img") problems.push("a drawing that says nothing");
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(each => Number(each.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) problems.push("not one h1");
  if (levels.some((level, i) => i && level > levels[i - 1] + 1)) problems.push("a heading level is left out");
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
  if (new Set(ids).size !== ids.length) problems.push("an id stands twice");
  return problems;
})()
"""


def main():
    program, report, folder = sys.argv[1:4]
    problems = []
    browser = Browser(program)
    try:
        browser.size(1280, 900)
        browser.scheme("light")
        start = time.monotonic()
        browser.call("Page.navigate", url="file://" + os.path.abspath(report))
        browser.wait("Page.loadEventFired")
        print(f"loaded in {time.monotonic() - start:.2f} s, {os.path.getsize(report):,} bytes, "
              f"{browser.run('document.querySelectorAll(`*`).length'):,} elements")
        for width, height, name in [(1280, 900, "wide"), (390, 800, "narrow")]:
            browser.size(width, height)
            for scheme in ["light", "dark"]:
                browser.scheme(scheme)
                found = browser.run(CONTRAST)
                if found["bad"]:
                    problems.append(f"contrast below 4.5, {scheme}: {found['bad']}")
                if name == "wide" and found["seen"] < 50:
                    problems.append(f"only {found['seen']} texts were looked at")
                browser.picture(f"{folder}/{name}-{scheme}.png")
            if browser.run("document.documentElement.scrollWidth > innerWidth"):
                problems.append(f"the page is wider than a window of {width}")
        browser.size(1280, 900)
        browser.scheme("light")
        problems += browser.run(STRUCTURE)
        # By keyboard: the first stop leads past the contents, and a finding opens with Enter.
        browser.key("Tab", 9)
        if browser.run("document.activeElement.className") != "skip":
            problems.append("the first stop of the keyboard is not the link to the report")
        if browser.run("!!document.querySelector('details.f > summary')"):
            browser.run("{ const f = document.querySelector('details.f'); f.parentElement.closest('details').open = true; f.querySelector('summary').focus(); }")
            browser.key("Enter", 13, "\r")
            if not browser.run("document.querySelector('details.f').open"):
                problems.append("Enter does not open a finding")
        acted = browser.run(ACTIONS)
        problems += acted["problems"]
        slowest = ", ".join(f"{what} {milliseconds} ms" for milliseconds, what in acted["times"][:3])
        print(f"{acted['all']:,} findings; {len(acted['times'])} questions, the slowest: {slowest}")
        # A screen reader's view: what the browser's own tree of names and roles holds.
        if browser.run("document.querySelectorAll(`*`).length") < 50000:
            nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
            roles = {node.get("role", {}).get("value") for node in nodes if not node.get("ignored")}
            for role in ["banner", "navigation", "main", "contentinfo", "search", "table", "rowheader", "columnheader", "status"]:
                if role not in roles:
                    problems.append(f"no {role} for a screen reader")
            for node in nodes:
                role = node.get("role", {}).get("value")
                if not node.get("ignored") and role in ("button", "link", "textbox", "searchbox", "combobox", "checkbox", "table", "image", "region") \
                        and not node.get("name", {}).get("value"):
                    problems.append(f"a {role} without a name")
        pdf = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, transferMode="ReturnAsStream")
        data = b""
        while True:
            chunk = browser.call("IO.read", handle=pdf["stream"], size=1 << 20)
            data += base64.b64decode(chunk["data"]) if chunk.get("base64Encoded") else chunk["data"].encode()
            if chunk["eof"]:
                break
        with open(f"{folder}/report.pdf", "wb") as file:
            file.write(data)
        pages = len(re.findall(rb"/Type\s*/Page[^s]", data))
        print(f"printed {pages} pages")
        if not data.startswith(b"%PDF") or pages < 1:
            problems.append("no PDF was printed")
        for event in browser.events:
            method, about = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent":
                url = about["request"]["url"]
                if url != "file://" + os.path.abspath(report) and not url.startswith(("data:", "about:", "file://" + os.path.abspath(report) + "#")):
                    problems.append(f"asked the network for {url}")
            elif method == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
                problems.append(f"console: {about['entry']['text']}")
            elif method == "Runtime.exceptionThrown":
                problems.append(f"script: {json.dumps(about['exceptionDetails'])[:400]}")
            elif method == "Runtime.consoleAPICalled":
                problems.append("the script writes to the console")
    finally:
        browser.close()
    for problem in problems[:20]:
        print("wrong:", problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
