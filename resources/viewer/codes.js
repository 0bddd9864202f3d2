// The two short codes of a delivery (docs/bundle-format.md, "Codes"): the same arithmetic as the app's.
const codes = (() => {
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CONSTANTS = { content: [0, 0], file: [9, 22] };
  const powers = [], logarithms = [];
  for (let exponent = 0, value = 1; exponent < 31; exponent++) {
    powers[exponent] = powers[exponent + 31] = value;
    logarithms[value] = exponent;
    value = (value << 1) ^ (value & 16 ? 37 : 0);
  }
  const times = (a, b) => (a && b ? powers[logarithms[a] + logarithms[b]] : 0);

  function checks(data) {
    let high = 0, low = 0;
    for (const symbol of data) {
      const lead = symbol ^ high;
      [high, low] = [low ^ times(lead, 6), times(lead, 8)];
    }
    return [high, low];
  }

  function encode(digest, kind) {
    let number = 0n;
    for (const byte of digest.slice(0, 9)) number = (number << 8n) | BigInt(byte);
    number >>= 2n;
    const data = [];
    for (let place = 13n; place >= 0n; place--) data.push(Number((number >> (5n * place)) & 31n));
    const tail = checks(data).map((check, i) => check ^ CONSTANTS[kind][i]);
    return [...data, ...tail].map((s) => ALPHABET[s]).join("").match(/.{4}/g).join("-");
  }

  const isContent = (path) =>
    path === "data/patto.json" || path === "data/percorso.json" || path.startsWith("data/allegati/");
  return { encode, isContent };
})();
