// Joins the page: languages, the check of the dropped file, the answer form.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data"), words = read("words");
  const byId = (id) => document.getElementById(id);
  let language = "it", checked = null, result = null, dirty = false, asked = false;

  const say = (key, details = {}) =>
    (words[key]?.[language] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(details[name] ?? "…"));

  function translate(root = document) {
    for (const node of root.querySelectorAll("[data-w]")) node.textContent = say(node.dataset.w);
    for (const node of root.querySelectorAll("[data-wl]"))
      node.setAttribute("aria-label", say(node.dataset.wl) + (node.dataset.n ? ` ${node.dataset.n}` : ""));
  }

  function speak(chosen) {
    language = chosen;
    document.documentElement.lang = chosen;
    translate();
    for (const button of document.querySelectorAll("[data-language]"))
      button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
    if (result) showVerdict();
    count();
    if (asked) showMissing(answer.missing(data.articles));
  }

  // --- The check ---------------------------------------------------------------------------------------

  async function examine(file) {
    byId("verdict").replaceChildren(answer.element("p", { textContent: say("checking") }));
    try {
      result = await check.run(file, (done, all) => { byId("drop-words").textContent = say("progress", { done, all }); });
    } catch (error) {
      result = { defects: [{ code: "unreadable", path: file.name, details: {} }], broken: String(error) };
    }
    byId("drop-words").textContent = say("drop");
    const ours = result.info?.get("External-Identifier") === data.delivery_id && result.contentCode === data.content_code;
    if (!result.defects.length && !ours) result.defects.push({ code: "other_delivery", path: file.name, details: {} });
    checked = result.defects.length === 0 ? result : null;
    showVerdict();
  }

  function notice(kind, title, ...paragraphs) {
    const box = answer.element("div", { className: `notice ${kind}` }, answer.element("h3", { textContent: title }));
    box.append(...paragraphs.map((text) => (typeof text === "string" ? answer.element("p", { textContent: text }) : text)));
    return box;
  }

  function codeList() {
    const list = answer.element("dl", { className: "codes" });
    const rows = [["content_code", result.contentCode], ["file_code", result.fileCode], ["signed_by", result.signer]];
    for (const [key, value] of rows)
      if (value && value !== "unknown")
        list.append(answer.element("dt", { textContent: say(key) }),
          answer.element("dd", {}, answer.element("code", { textContent: value })));
    return list;
  }

  function showVerdict() {
    const { defects, signer } = result, parts = [];
    if (defects.length) {
      const only = defects.every((d) => ["zip_repacked", "zip_comment", "zip_bytes_outside", "wrong_folder"].includes(d.code));
      const list = answer.element("ul");
      for (const { code, path, details } of defects)
        list.append(answer.element("li", { textContent: (path ? `${path}: ` : "") + say(`d_${code}`, details) }));
      parts.push(notice("danger", `✗ ${say(defects.length === 1 ? "bad_one" : "bad", { n: defects.length })}`, ...(only ? [say("only_zip")] : []), list));
    } else if (signer === "unknown") {
      parts.push(notice("warning", `! ${say("half")}`, say("half_why"), codeList()));
    } else {
      parts.push(notice("success", `✓ ${say("good", { n: result.files })}`, say("good_why"), codeList()));
    }
    byId("verdict").replaceChildren(...parts);
  }

  function watchFiles() {
    const drop = byId("drop"), input = byId("file");
    drop.hidden = false;
    input.addEventListener("change", () => {
      const file = input.files[0];
      input.value = ""; // the same name may be chosen again, after a new download
      if (file) examine(file);
    });
    for (const name of ["dragover", "dragenter"])
      document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files[0]) examine(event.dataTransfer.files[0]);
    });
  }

  // --- The answer --------------------------------------------------------------------------------------

  function count() {
    const done = data.articles.filter(({ number }) => answer.chosen(number)).length;
    byId("count").textContent = say("count", { done, all: data.articles.length });
  }

  function showMissing(found) {
    for (const node of document.querySelectorAll(".missing")) node.classList.remove("missing");
    for (const node of document.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    for (const node of document.querySelectorAll("p.error")) node.remove();
    const list = answer.element("ul");
    for (const { id, key, number } of found) {
      const target = byId(id);
      (number && key === "lacks_verdict" ? byId(`answer-${number}`) : target).classList.add("missing");
      const beside = number ? byId(`answer-${number}`) : target.parentElement;
      beside.append(answer.element("p", { className: "error", textContent: `✗ ${say(key, { number })}` }));
      target.setAttribute("aria-invalid", "true");
      const link = answer.element("a", { href: `#${id}`, textContent: say(key, { number }) });
      link.addEventListener("click", (event) => { event.preventDefault(); target.focus(); });
      list.append(answer.element("li", {}, link));
    }
    const title = say(found.length === 1 ? "lacks_one" : "lacks", { n: found.length });
    byId("lacks").replaceChildren(...(found.length ? [notice("danger", `✗ ${title}`, list)] : []));
  }

  function submit(event) {
    event.preventDefault();
    asked = true;
    const found = answer.missing(data.articles);
    showMissing(found);
    if (found.length) { byId(found[0].id).focus(); return; }
    const name = `risposta-v${data.version}-${data.content_code}.json`;
    answer.save(answer.collect(data, checked), name);
    dirty = false;
    byId("saved").textContent = say(checked ? "saved" : "saved_unchecked", { name });
  }

  function watchForm() {
    for (const article of document.querySelectorAll("article[data-article]")) answer.build(article);
    const now = new Date(), pad = (n) => String(n).padStart(2, "0");
    byId("replied-on").value = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    byId("form").hidden = false;
    byId("form").addEventListener("submit", submit);
    byId("accept-rest").addEventListener("click", () => {
      for (const { number } of data.articles)
        if (!answer.chosen(number)) { byId(`v-${number}-accepted`).checked = true; answer.refresh(number); }
      dirty = true;
      changed();
    });
    document.addEventListener("input", () => { dirty = true; changed(); });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  }

  function changed() {
    byId("saved").textContent = "";
    count();
    if (asked) showMissing(answer.missing(data.articles));
  }

  document.querySelector(".languages").hidden = false;
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => speak(button.dataset.language));
  watchForm();
  if (globalThis.crypto?.subtle) watchFiles();
  else byId("verdict").replaceChildren(notice("warning", `! ${say("no_crypto")}`));
  speak(language);
})();
