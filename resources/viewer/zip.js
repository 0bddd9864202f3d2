// Reads a zip by its directory and checks it against its headers; nothing outside the declared ranges is trusted.
const zip = (() => {
  const CRC = new Uint32Array(256).map((_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const crc32 = (data) => {
    let crc = 0xffffffff;
    for (let i = 0; i < data.length; i++) crc = CRC[(crc ^ data[i]) & 255] ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
  };
  const bytes = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const text = (raw) => { try { return utf8.decode(raw); } catch { return null; } };

  function findEnd(tail) {
    const found = [];
    for (let at = tail.length - 22; at >= 0; at--)
      if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) {
        const comment = tail[at + 20] | (tail[at + 21] << 8);
        if (at + 22 + comment === tail.length) return { at, comment, whole: true };
        found.push({ at, comment, whole: false });
      }
    return found[0];
  }

  function parseDirectory(raw, count, fault) {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length), entries = [];
    let at = 0;
    while (at + 46 <= raw.length && entries.length <= count && view.getUint32(at, true) === 0x02014b50) {
      const u16 = (o) => view.getUint16(at + o, true), u32 = (o) => view.getUint32(at + o, true);
      const end = at + 46 + u16(28) + u16(30) + u16(32);
      if (end > raw.length) break;
      const name = raw.slice(at + 46, at + 46 + u16(28));
      entries.push({
        nameBytes: name, name: text(name), flags: u16(8), method: u16(10), time: u16(12),
        date: u16(14), crc: u32(16), packed: u32(20), size: u32(24), mode: u32(38) >>> 16, unix: u16(4) >> 8 === 3,
        offset: u32(42) });
      at = end;
    }
    if (at !== raw.length || entries.length !== count) fault("zip_damaged", "", {});
    return entries;
  }

  async function open(file, fault) {
    const tail = await bytes(file, Math.max(0, file.size - 65557), file.size);
    const end = findEnd(tail);
    if (!end) { fault(tail[0] === 0x50 && file.size < 65557 ? "zip_truncated" : "not_a_zip", "", {}); return []; }
    if (!end.whole) fault("zip_bytes_outside", "", { bytes: tail.length - end.at - 22 });
    else if (end.comment) fault("zip_comment", "", {});
    const view = new DataView(tail.buffer, tail.byteOffset + end.at, 22);
    const count = view.getUint16(10, true), size = view.getUint32(12, true), offset = view.getUint32(16, true);
    const place = file.size - tail.length + end.at;
    if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff || view.getUint16(8, true) !== count) {
      fault("zip_unsupported", "", {}); return [];
    }
    if (count > 20000) { fault("too_many_files", "", { count, limit: 20000 }); return []; }
    if (offset + size > place) { fault("zip_damaged", "", {}); return []; }
    const entries = parseDirectory(await bytes(file, offset, offset + size), count, fault);
    for (const entry of entries) await locate(file, entry, offset, fault);
    layout(entries, offset, fault);
    return entries;
  }

  async function locate(file, entry, limit, fault) {
    const head = await bytes(file, entry.offset, entry.offset + 30);
    const view = new DataView(head.buffer);
    if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) {
      entry.lost = true; fault("zip_damaged", entry.name ?? "", {}); return;
    }
    const u16 = (o) => view.getUint16(o, true), u32 = (o) => view.getUint32(o, true);
    const name = await bytes(file, entry.offset + 30, entry.offset + 30 + u16(26));
    entry.local = new Uint8Array([...head, ...name]);
    entry.data = entry.offset + 30 + u16(26) + u16(28);
    if (entry.data + entry.packed > limit) { entry.lost = true; fault("zip_truncated", entry.name ?? "", {}); return; }
    const described = entry.flags & 8 && !u32(14) && !u32(18) && !u32(22);
    const same = u16(6) === entry.flags && u16(8) === entry.method && u16(10) === entry.time && u16(12) === entry.date
      && name.join() === entry.nameBytes.join()
      && (described || (u32(14) === entry.crc && u32(18) === entry.packed && u32(22) === entry.size));
    if (!same) fault("zip_headers_differ", entry.name ?? "", {});
  }

  function layout(entries, limit, fault) {
    let at = 0, spare = 0;
    const placed = entries.filter((e) => !e.lost).sort((a, b) => a.offset - b.offset);
    for (const entry of placed) {
      if (entry.offset < at) fault("zip_overlap", entry.name ?? "", {});
      spare += Math.max(entry.offset - at, 0);
      at = Math.max(at, entry.data + entry.packed);
    }
    spare += Math.max(limit - at, 0);
    const allowed = entries.some((e) => e.flags & 8) ? 24 * entries.length : 0;
    if (spare > allowed && placed.length === entries.length) fault("zip_bytes_outside", "", { bytes: spare });
  }

  async function inflate(packed, size) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.getReader(), parts = [];
    let total = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      total += value.length;
      if (total > size) { await reader.cancel(); throw new Error("longer than declared"); }
      parts.push(value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  async function read(file, entry) {
    const packed = await bytes(file, entry.data, entry.data + entry.packed);
    const data = entry.method === 0 ? packed : await inflate(packed, entry.size);
    if (data.length !== entry.size || crc32(data) !== entry.crc) throw new Error("crc");
    return data;
  }

  // Headers as the app writes them; every other spelling of the same zip is told.
  function dosStamp(iso) {
    const d = new Date(iso);
    if (d.getUTCFullYear() < 1980) return [0, 33];
    const year = Math.min(d.getUTCFullYear(), 2107) - 1980;
    return [(d.getUTCHours() << 11) | (d.getUTCMinutes() << 5) | (d.getUTCSeconds() >> 1),
      (year << 9) | ((d.getUTCMonth() + 1) << 5) | d.getUTCDate()];
  }

  function record(length, fields, name) {
    const out = new Uint8Array(length + name.length), view = new DataView(out.buffer);
    for (const [at, width, value] of fields) width === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true);
    out.set(name, length);
    return out;
  }

  async function isAsWritten(file, entries, created) {
    const [time, date] = dosStamp(created), central = [];
    let offset = 0;
    const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
    for (const e of entries) {
      const shared = (o) => [[o, 2, 20], [o + 2, 2, 0x800], [o + 4, 2, 0], [o + 6, 2, time], [o + 8, 2, date],
        [o + 10, 4, e.crc], [o + 14, 4, e.size], [o + 18, 4, e.size], [o + 22, 2, e.nameBytes.length]];
      if (e.offset !== offset || !equal(e.local, record(30, [[0, 4, 0x04034b50], ...shared(4)], e.nameBytes))) return false;
      central.push(record(46, [[0, 4, 0x02014b50], [4, 2, 0x314], ...shared(6), [38, 4, 0o100644 * 65536], [42, 4, offset]], e.nameBytes));
      offset += e.local.length + e.size;
    }
    const length = central.reduce((sum, part) => sum + part.length, 0);
    const end = record(22, [[0, 4, 0x06054b50], [8, 2, entries.length], [10, 2, entries.length], [12, 4, length], [16, 4, offset]], []);
    const expected = new Uint8Array(await new Blob([...central, end]).arrayBuffer());
    return offset + expected.length === file.size && equal(expected, await bytes(file, offset, file.size));
  }

  return { open, read, isAsWritten, text };
})();
