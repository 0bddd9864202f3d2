// The answer form: one choice for each article, nothing saved before all is filled in, one small file to send back.
const answer = (() => {
  const VERDICTS = ["accepted", "accepted_with_text", "deferred", "rejected"];
  const FIELD = { accepted_with_text: "text", deferred: "reason", rejected: "reason" };
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const labelled = (key) => { const span = element("span"); span.dataset.w = key; return span; };

  function choices(number) {
    const box = element("div", { className: "choices" });
    for (const verdict of VERDICTS) {
      const radio = element("input", { type: "radio", name: `verdict-${number}`, value: verdict, id: `v-${number}-${verdict}` });
      const label = element("label", { htmlFor: radio.id }, radio, labelled(`v_${verdict}`));
      box.append(label);
    }
    return box;
  }

  function area(number, kind) {
    const input = element("textarea", { id: `${kind}-${number}`, rows: 3 });
    const box = element("p", { className: "answer-text", hidden: true });
    box.append(element("label", { htmlFor: input.id }, labelled(`your_${kind}`)), input);
    return box;
  }

  function build(article) {
    const number = article.dataset.number;
    const legend = element("legend", {}, labelled("your_answer"), ` ${number}`);
    const set = element("fieldset", { id: `answer-${number}` }, legend, choices(number), area(number, "text"), area(number, "reason"));
    set.addEventListener("change", () => refresh(number));
    article.append(set);
  }

  const chosen = (number) => document.querySelector(`input[name="verdict-${number}"]:checked`)?.value ?? null;
  const value = (id) => document.getElementById(id).value.trim();

  function refresh(number) {
    const wanted = FIELD[chosen(number)];
    for (const kind of ["text", "reason"])
      document.getElementById(`${kind}-${number}`).parentElement.hidden = kind !== wanted;
    document.getElementById(`answer-${number}`).classList.remove("missing");
  }

  // What is missing, as {id of the element, key of the words, number of the article}.
  function missing(articles) {
    const found = [];
    for (const { number } of articles) {
      const verdict = chosen(number), field = FIELD[verdict];
      if (!verdict) found.push({ id: `v-${number}-accepted`, key: "lacks_verdict", number });
      else if (field && !value(`${field}-${number}`)) found.push({ id: `${field}-${number}`, key: `lacks_${field}`, number });
    }
    if (!value("office")) found.push({ id: "office", key: "lacks_office" });
    if (!value("replied-on")) found.push({ id: "replied-on", key: "lacks_date" });
    return found;
  }

  function collect(data, checked) {
    return {
      format: data.reply_format, delivery_id: data.delivery_id, version: data.version, content_code: data.content_code,
      file_code: checked?.fileCode ?? "", tag_manifest_sha512: checked?.tagManifest ?? "",
      office: value("office"), officer_role: value("role"), protocol: value("protocol"),
      protocol_date: value("protocol-date") || null, replied_on: value("replied-on"),
      items: data.articles.map(({ id, number }) => {
        const verdict = chosen(number), field = FIELD[verdict];
        return {
          article_id: id, article_number: number, verdict,
          text: field === "text" ? value(`text-${number}`) : "", reason: field === "reason" ? value(`reason-${number}`) : "" };
      }),
      note: value("note") };
  }

  function save(reply, name) {
    const url = URL.createObjectURL(new Blob([JSON.stringify(reply, null, 2) + "\n"], { type: "application/json" }));
    const link = element("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  return { build, chosen, missing, collect, save, refresh, element };
})();
