// Checks a delivered zip as the app does, in the browser: every fault is collected, none stops the check.
const check = (() => {
  const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha512 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-512", data));
  const BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  const TAGS = "tagmanifest-sha512.txt", PAYLOAD = "manifest-sha512.txt";
  const FORBIDDEN = /[%\u0000-\u001f\u007f-\u009f\\:*?"<>|\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

  function unsafe(path) {
    const bad = (part) => ["", ".", ".."].includes(part) || part !== part.replace(/^ +| +$/g, "") || part.endsWith(".")
      || RESERVED.test(part.split(".")[0]) || new TextEncoder().encode(part).length > 200;
    const plain = path.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "x");
    return path.startsWith("~") || FORBIDDEN.test(plain) || path.split("/").some(bad);
  }

  // --- Names and contents ------------------------------------------------------------------------------

  function takeFiles(entries, fault) {
    const tops = new Set(), files = new Map(), folded = new Map();
    for (const entry of entries) {
      if (entry.name === null) { fault("name_encoding", "?", {}); continue; }
      const slash = entry.name.indexOf("/");
      tops.add(slash < 0 ? entry.name : entry.name.slice(0, slash));
      const path = entry.name.slice(slash + 1);
      if (slash < 0 || entry.lost || !acceptable(entry, path, fault)) continue;
      if (files.has(path)) { fault("duplicate_name", path, {}); continue; }
      const key = path.toLowerCase().normalize("NFC");
      if (folded.has(key)) fault("case_clash", path, { other: folded.get(key) });
      folded.set(key, path);
      files.set(path, { entry });
    }
    if (tops.size !== 1) fault("top_folders", "", { folders: [...tops].slice(0, 10).join(", ") });
    return { files, folder: [...tops][0] ?? "" };
  }

  function acceptable(entry, path, fault) {
    const type = entry.mode & 0o170000;
    let code = null;
    if (entry.flags & 0x2041) code = "encrypted";
    else if (![0, 8].includes(entry.method)) code = "zip_unsupported";
    else if (entry.method === 0 && entry.size !== entry.packed) code = "zip_damaged";
    else if (entry.size > 1 << 20 && entry.size > entry.packed * 200) code = "bomb";
    else if (entry.unix && type && type !== 0o100000 && type !== 0o040000) code = "not_a_file";
    else if (!entry.name.endsWith("/") && unsafe(path)) code = "unsafe_name";
    if (code) fault(code, entry.name, {});
    else if (path.normalize("NFC") !== path) fault("name_not_normal", path, {});
    return !code && !entry.name.endsWith("/");
  }

  async function readAll(file, files, fault, progress) {
    let done = 0;
    for (const [path, found] of files) {
      try {
        const data = await zip.read(file, found.entry);
        found.hash = hex(await sha512(data));
        if (!path.startsWith("data/") || path.endsWith(".json")) found.data = data;
      } catch { fault("wrong_crc", path, {}); }
      progress(++done, files.size);
    }
  }

  // --- Tag files ---------------------------------------------------------------------------------------

  const textOf = (files, path) => { const data = files.get(path)?.data; return data ? zip.text(data) : null; };

  function manifest(files, path, missing, fault) {
    const source = textOf(files, path), listed = new Map();
    if (source === null) { fault(missing, path, {}); return listed; }
    source.split("\n").forEach((line, index) => {
      if (!line) return;
      const match = /^([0-9a-f]{128})  (.+)$/.exec(line);
      const inside = match && match[2].startsWith("data/") === (path === PAYLOAD) && !match[2].split("/").includes("..");
      if (!inside || listed.has(match[2])) fault("manifest_line", path, { line: index + 1 });
      else listed.set(match[2], match[1]);
    });
    const byCodePoint = [...listed.keys()].sort((a, b) => {
      const x = [...a], y = [...b];
      for (let i = 0; i < Math.min(x.length, y.length); i++)
        if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
      return x.length - y.length;
    });
    if (byCodePoint.map((name) => `${listed.get(name)}  ${name}\n`).join("") !== source) fault("manifest_line", path, { line: "–" });
    return listed;
  }

  function compare(files, payload, tags, signaturePath, fault) {
    for (const [path, hash] of [...payload, ...tags]) {
      const found = files.get(path);
      if (!found) fault("file_missing", path, {});
      else if (found.hash && found.hash !== hash) fault("wrong_hash", path, {});
    }
    for (const path of files.keys()) {
      const known = path.startsWith("data/") ? payload.has(path) : tags.has(path) || path === TAGS || path === signaturePath;
      if (!known) fault("file_extra", path, {});
    }
    for (const path of ["data/patto.json", "data/percorso.json", "LEGGIMI.html"])
      if (!files.has(path) && !payload.has(path) && !tags.has(path)) fault("file_missing", path, {});
  }

  function infoFields(files, fault) {
    const source = textOf(files, "bag-info.txt"), info = new Map();
    if (source === null) { fault("info_missing", "bag-info.txt", {}); return info; }
    source.split("\n").forEach((line, index) => {
      if (!line) return;
      const colon = line.indexOf(":");
      if (colon < 1) { fault("info_malformed", "bag-info.txt", { line: index + 1 }); return; }
      const name = line.slice(0, colon).trim();
      if (info.has(name)) fault("info_field", "bag-info.txt", { field: name, value: "2×" });
      else info.set(name, line.slice(colon + 1).trim());
    });
    return info;
  }

  function checkInfo(info, files, contentCode, fault) {
    const format = info.get("Cocity-Format");
    if (!format) fault("format_missing", "bag-info.txt", {});
    else if (format !== "cocity-consegna/1") fault("format_newer", "bag-info.txt", { found: format });
    for (const name of ["External-Identifier", "Payload-Oxum", "Cocity-Created", "Cocity-Version", "Cocity-Signing-Key"])
      if (!info.get(name)) fault("info_field", "bag-info.txt", { field: name, value: "" });
    const payload = [...files].filter(([path]) => path.startsWith("data/"));
    const oxum = `${payload.reduce((sum, [, found]) => sum + found.entry.size, 0)}.${payload.length}`;
    if (info.has("Payload-Oxum") && info.get("Payload-Oxum") !== oxum)
      fault("wrong_oxum", "bag-info.txt", { expected: info.get("Payload-Oxum"), found: oxum });
    if (info.get("Cocity-Content-Code") !== contentCode)
      fault("content_code_differs", "bag-info.txt", { expected: info.get("Cocity-Content-Code") ?? "–", found: contentCode });
  }

  function checkDocuments(files, info, fault) {
    for (const [path, format] of [["data/patto.json", "cocity-patto/1"], ["data/percorso.json", "cocity-percorso/1"]]) {
      const source = textOf(files, path);
      if (source === null) continue;
      let document;
      try { document = JSON.parse(source); } catch { fault("json_malformed", path, {}); continue; }
      if (document?.format !== format) fault("format_newer", path, { found: String(document?.format) });
      if (document?.delivery?.id !== info.get("External-Identifier")) fault("json_disagrees", path, { field: "delivery.id" });
      if (String(document?.delivery?.version) !== info.get("Cocity-Version")) fault("json_disagrees", path, { field: "delivery.version" });
    }
  }

  async function contentCode(files) {
    const lines = [...files].filter(([path, found]) => codes.isContent(path) && found.hash)
      .map(([path, found]) => [path, `${found.hash}  ${path}\n`]).sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const text = lines.map(([, line]) => line).join("");
    return codes.encode(await sha512(new TextEncoder().encode(text)), "content");
  }

  // --- The signature -----------------------------------------------------------------------------------

  const base64 = (line, length) => {
    try {
      const raw = Uint8Array.from(atob(line), (c) => c.charCodeAt(0));
      return raw.length === length && btoa(String.fromCharCode(...raw)) === line ? raw : null;
    } catch { return null; }
  };
  const keyName = (id) => hex([...id].reverse()).toUpperCase();

  async function ed25519(raw, signature, message) {
    const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  }

  // Gives the key's name when the signature is good, "unknown" when this browser cannot tell, null with a fault.
  async function signature(files, info, fault) {
    const name = info.get("Cocity-Signing-Key"), path = `signatures/${name}.minisig`;
    const source = textOf(files, path), publicText = textOf(files, `signatures/${name}.pub`);
    if (!name || source === null) { fault("signature_missing", path, {}); return null; }
    const lines = source.split("\n"), packed = base64(lines[1] ?? "", 74), overAll = base64(lines[3] ?? "", 64);
    const key = base64((publicText ?? "").split("\n")[1] ?? "", 42);
    const shaped = lines.length === 5 && lines[4] === "" && packed && overAll && packed[0] === 69 && packed[1] === 68
      && lines[0] === `untrusted comment: signature of the house, key ${name}` && keyName(packed.slice(2, 10)) === name;
    if (!shaped) { fault("signature_malformed", path, {}); return null; }
    if (!key || keyName(key.slice(2, 10)) !== name) { fault("public_key_malformed", `signatures/${name}.pub`, {}); return null; }
    const seconds = Math.floor(Date.parse(info.get("Cocity-Created")) / 1000);
    const comment = `timestamp:${seconds}\tfile:${TAGS}\thashed`;
    if (lines[2] !== `trusted comment: ${comment}`) { fault("signature_wrong", path, {}); return null; }
    const message = files.get(TAGS)?.data;
    if (!message) return null;
    const made = packed.slice(10), signed = new Uint8Array([...made, ...new TextEncoder().encode(comment)]);
    let good;
    try {
      good = await ed25519(key.slice(10), made, blake2b(message)) && await ed25519(key.slice(10), overAll, signed);
    } catch { return "unknown"; }
    if (!good) { fault("signature_wrong", path, {}); return null; }
    return name;
  }

  // --- All of it ---------------------------------------------------------------------------------------

  async function run(file, progress) {
    const defects = [], seen = new Set();
    const fault = (code, path, details) => {
      const key = JSON.stringify([code, path]);
      if (!seen.has(key)) { seen.add(key); defects.push({ code, path, details }); }
    };
    const entries = await zip.open(file, fault);
    if (!entries.length) return { defects: defects.length ? defects : [{ code: "bagit_missing", path: "", details: {} }] };
    const { files, folder } = takeFiles(entries, fault);
    await readAll(file, files, fault, progress);
    if (!files.has("bagit.txt")) fault("bagit_missing", "bagit.txt", {});
    else if (files.get("bagit.txt").data && textOf(files, "bagit.txt") !== BAGIT) fault("bagit_malformed", "bagit.txt", {});
    const info = infoFields(files, fault);
    const payload = manifest(files, PAYLOAD, "manifest_missing", fault);
    const tags = manifest(files, TAGS, "tag_manifest_missing", fault);
    compare(files, payload, tags, `signatures/${info.get("Cocity-Signing-Key")}.minisig`, fault);
    const content = await contentCode(files);
    checkInfo(info, files, content, fault);
    checkDocuments(files, info, fault);
    const signer = await signature(files, info, fault);
    if (info.get("Cocity-Folder") !== folder) fault("wrong_folder", folder, {});
    const clean = entries.every((entry) => entry.local && entry.name !== null);
    if (!clean || !(await zip.isAsWritten(file, entries, info.get("Cocity-Created")))) fault("zip_repacked", "", {});
    const manifestHash = files.get(TAGS)?.hash ?? "";
    return {
      defects, signer, info, contentCode: content, tagManifest: manifestHash, files: files.size,
      fileCode: manifestHash ? codes.encode(Uint8Array.from(manifestHash.match(/../g), (x) => parseInt(x, 16)), "file") : "" };
  }
  return { run };
})();
