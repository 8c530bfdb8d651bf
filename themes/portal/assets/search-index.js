// The index read in the browser: query -> candidates from the postings -> passages verified against their text.
// Written for any static host: small files, no ranges, compressed by us. site_builder/search/ makes the files and explains their form.

export class SearchError extends Error {} // its message is Chinese, complete, and fit to be shown

export const HAN = /[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]/; // what the large folding table may change
const HERE = new URL('../search/', import.meta.url).href;
const MAGIC = 0x31585350; // "PSX1"
const ROLE_MARK = 0x0a;
const SPREAD = 8;
export const LIMITS = { characters: 200, phrases: 10, bigrams: 16, bridged: 5, reports: 2_500, hits: 20, bytes: 700_000 };
// A large site is searched from the newest segment on, about `reports` reports at a time, until `hits` are found or `bytes` are fetched; the older
// segments wait until the reader asks for them. A site of a thousand reports is searched whole at once.

const QUOTES = { '"': '"', '“': '”', '「': '」', '『': '』' };

// What is asked, before folding: words to find and words to exclude. Spaces part words unless a word is quoted as a whole; quotes inside a run are
// part of it, so that a passage copied from a report is found as it stands. A lone sign is a word like any other.
export function parseQuery(text) {
  const words = [], without = [], typed = text.slice(0, LIMITS.characters);
  for (let at = 0; at < typed.length && words.length + without.length < LIMITS.phrases;) {
    if (/\s/u.test(typed[at])) { at++; continue; }
    const minus = /[-－]/.test(typed[at]) && /\S/u.test(typed[at + 1] ?? ' ');
    if (minus) at++;
    const close = QUOTES[typed[at]] ? typed.indexOf(QUOTES[typed[at]], at + 1) : -1;
    const quoted = close > at + 1 && /\s/u.test(typed[close + 1] ?? ' ') && typed.slice(at + 1, close).trim();
    const end = quoted ? close : at + typed.slice(at).search(/\s|$/u);
    (minus ? without : words).push(quoted || typed.slice(at, end));
    at = quoted ? end + 1 : end;
  }
  return { words: [...new Set(words)], without: [...new Set(without)], cut: text.length > LIMITS.characters };
}

// 410000 stands for all of 41…, 411100 for all of 4111…: a division's code begins with that of the division above.
const prefix = (code) => (/^\d{6}$/.test(code) ? code.replace(/^(\d\d)0000$|^(\d{4})00$/, '$1$2') : code);

// What the address asks for.
export function asked() {
  const told = new URLSearchParams(location.search), place = told.get('place') ?? '';
  const number = (name) => (/^\d{1,4}$/.test(told.get(name) ?? '') ? Number(told.get(name)) : null);
  const filter = { year: number('year'), kind: number('kind'), role: number('role'), place: prefix(place), sort: told.get('sort') ?? '' };
  return { text: told.get('q') ?? '', place, filter };
}

export function folder(...tables) { // tables: pairs of strings of equal length
  const map = new Map();
  for (const [from, to] of tables) for (let i = 0; i < from.length; i++) map.set(from[i], to[i]);
  return (text) => {
    let out = '';
    for (let i = 0; i < text.length; i++) out += map.get(text[i]) ?? text[i];
    return out;
  };
}

const mixed = (unit) => Math.imul(unit, 0x9e3779b1) >>> 16;
const shardOf = (code, bits) => (mixed(code & 0xffff) + (mixed(code >>> 16) & (SPREAD - 1))) & ((1 << bits) - 1);

// Distinct bigrams that together cover every character, and some that bridge them: each costs a file per segment, and the text decides in the end.
function bigrams(phrase) {
  const last = phrase.length - 2, at = [];
  for (let i = 0; i <= last; i += 2) at.push(i);
  if (last % 2) at.push(last);
  for (let i = 1; i < last && at.length < LIMITS.bridged; i += 2) at.push(i);
  const code = (i) => (phrase.charCodeAt(i) | (phrase.charCodeAt(i + 1) << 16)) >>> 0;
  return [...new Set(at.slice(0, LIMITS.bigrams).map(code))];
}

export class SearchIndex {
  constructor(base) { // address of the folder search/, with trailing slash
    this.base = base;
    this.files = new Map();
    this.bytes = 0;
  }

  async open(early) { // early: the answer to a request for index.json that is already under way
    const manifest = parsed(await this.#fetch('index.json', 'no-cache', early), 'index.json');
    if (manifest.format !== 1) throw new SearchError('搜索程序与索引的版本不一致。请刷新页面再试。');
    Object.assign(this, { manifest, plain: manifest.fold, fold: folder(manifest.fold), fullFold: null });
    return this;
  }

  json(path, cache = 'no-cache') {
    return this.#once(path, async () => parsed(await this.#inflated(path, cache), path));
  }

  // Every report that may hold the query, best first; `state` of an earlier call continues with older segments.
  async search(text, filter = {}, state = null) {
    const query = state?.query ?? (await this.#understand(text, filter));
    const result = state ?? { query, hits: [], searched: [], waiting: [...this.manifest.segments], exact: query.exact };
    const bytes = this.bytes + LIMITS.bytes, hits = result.hits.length + LIMITS.hits;
    result.waiting = inYear(result.waiting, filter);
    while (query.words.length && result.waiting.length) {
      const batch = result.waiting.splice(0, atOnce(result.waiting));
      for (const found of await Promise.all(batch.map((segment) => this.#candidates(segment, query, filter)))) result.hits.push(...found);
      result.searched.push(...batch);
      if (result.hits.length >= hits || this.bytes >= bytes) break;
    }
    const byYear = (a, b) => b.year - a.year || b.score - a.score;
    const byScore = (a, b) => b.score - a.score || b.year - a.year;
    result.hits.sort(filter.sort === 'year' ? byYear : byScore);
    return result;
  }

  // Folding with the table of Traditional and variant characters, fetched on first use.
  async foldAll() {
    this.fullFold ??= folder(this.plain, (await this.json('fold.bin')).fold);
    return this.fullFold;
  }

  // Folds the query; the large table of Traditional characters is fetched only if the
  // newest segment lacks some word as it was typed: the index is folded, so a character that the table changes is in no segment.
  async #understand(text, filter) {
    const parsed = parseQuery(text);
    const query = (fold) => {
      const words = [...new Set(parsed.words.map(fold))], without = [...new Set(parsed.without.map(fold))];
      return { words, without, cut: parsed.cut, exact: [...words, ...without].every((word) => word.length <= 2) };
    };
    const plain = query(this.fold);
    const all = [...plain.words, ...plain.without];
    if (plain.words.length) this.ahead(text, filter);
    if (all.some((word) => HAN.test(word)) && (await this.#unknown(all))) await this.foldAll();
    return this.fullFold ? query(this.fullFold) : plain;
  }

  // Everything the query will want as it was typed is asked for in one round, before it is known whether it must be folded: most need not.
  // Called while one types, it leaves only the texts of the results to be waited for.
  ahead(text, filter) {
    const codes = parseQuery(text).words.map(this.fold).filter((word) => word.length > 1).flatMap(bigrams);
    const segments = inYear(this.manifest.segments, filter);
    for (const segment of segments.slice(0, atOnce(segments))) {
      for (const file of [this.#info(segment), ...codes.map((code) => this.#shard(segment, shardOf(code, segment.bits)))]) file.catch(() => {}); // reported when it is used
    }
  }

  async #unknown(words) {
    if (words.some((word) => word.length > 2 * LIMITS.bigrams)) return true; // then not every character is looked up
    const [newest] = this.manifest.segments;
    const lists = newest ? await Promise.all(words.map((word) => this.#lines(newest, word))) : [];
    return lists.some((list) => !list.length);
  }

  async #candidates(segment, query, filter) {
    const [info, wanted, unwanted, role] = await Promise.all([
      this.#info(segment),
      Promise.all(query.words.map((word) => this.#lines(segment, word))),
      Promise.all(query.without.filter((word) => word.length <= 2).map((word) => this.#lines(segment, word))),
      filter.role ? this.#list(segment, (ROLE_MARK | (filter.role << 16)) >>> 0) : null,
    ]);
    const without = flags(info.total, unwanted), allowed = role && flags(info.total, [role]);
    const met = new Uint16Array(info.total), all = (1 << wanted.length) - 1, candidates = []; // met: one bit per word that may stand in the line
    wanted.forEach((lines, word) => {
      for (const line of lines) {
        if (!met[line]) candidates.push(line);
        met[line] |= 1 << word;
      }
    });
    if (wanted.length > 1) candidates.sort((a, b) => a - b);
    const hits = [];
    for (let at = 0; at < candidates.length;) {
      const report = info.reportOf(candidates[at]), first = info.first[report], end = first + info.lines[report], lines = [];
      let full = 0;
      for (; at < candidates.length && candidates[at] < end; at++) {
        const line = candidates[at];
        if ((met[line] | met[first]) !== all || without?.[line] || (allowed && !allowed[line])) continue;
        // A word in the title holds for every passage of the report: 昆明 复议 finds the passages on 复议 in a report titled 昆明市….
        lines.push(line - first);
        if (met[line] === all) full++;
      }
      if (!lines.length || without?.[first] || !admitted(info, report, filter)) continue;
      const score = (lines[0] === 0 ? 1000 : 0) + Math.min(full, 200) * 2 + Math.min(lines.length, 200);
      hits.push({ segment, info, report, year: info.year[report], lines, score });
    }
    return hits;
  }

  // Which of the report's candidate passages truly hold the query, read from one text file after the other until `wanted` are found.
  async verify(hit, query, wanted = 3) {
    hit.passages ??= [];
    hit.pending ??= this.#files(hit);
    while (hit.pending.length && hit.passages.length < wanted) {
      const { path, lines } = hit.pending.shift();
      const block = await this.#block(path);
      hit.about = block.about;
      const title = block.fold(block.about.t);
      for (const line of lines) {
        const text = block.texts[line - block.about.n], folded = (block.folded[line - block.about.n] ??= block.fold(text));
        if (query.without.some((word) => folded.includes(word) || title.includes(word))) continue;
        if (!query.words.every((word) => folded.includes(word) || title.includes(word))) continue;
        if (!query.words.some((word) => folded.includes(word))) continue;
        hit.passages.push({ line, text, folded, anchor: block.about.a[line - block.about.n], role: block.about.r[line - block.about.n] });
      }
    }
    hit.passages.sort((a, b) => a.line - b.line);
    return hit;
  }

  #files({ info, report, lines }) { // the text files that hold candidate passages, the one with most of them first
    const starts = [0, ...info.starts[report]], name = info.names.slice(report * 12, report * 12 + 12);
    const files = starts.map((start, i) => ({
      path: `text/${name.slice(0, 2)}/${name.slice(2)}-${i}.bin`,
      lines: lines.filter((line) => line >= start && (i + 1 === starts.length || line < starts[i + 1])),
    }));
    return files.filter((file) => file.lines.length).sort((a, b) => b.lines.length - a.lines.length);
  }

  #block(path) {
    return this.#once(path, async () => {
      const [head, ...texts] = new TextDecoder('utf-16le').decode(await this.#inflated(path)).split('\n');
      const about = JSON.parse(head);
      const pairs = [about.f.replace(/(.)./gsu, '$1'), about.f.replace(/.(.)/gsu, '$1')];
      return { about, texts, folded: [], fold: folder(this.plain, pairs) };
    });
  }

  #info(segment) {
    return this.#once(segment.name, async () => {
      const info = await this.json(`${segment.name}/info.bin`, 'default');
      info.first = new Int32Array(info.lines.length);
      for (let i = 0, line = 0; i < info.lines.length; line += info.lines[i++]) info.first[i] = line;
      info.total = info.lines.reduce((sum, lines) => sum + lines, 0);
      info.reportOf = (line) => {
        let low = 0, high = info.first.length - 1;
        while (low < high) { const middle = (low + high + 1) >> 1; if (info.first[middle] <= line) low = middle; else high = middle - 1; }
        return low;
      };
      return info;
    });
  }

  // The lines that may hold the phrase: exactly those that do, for one or two characters.
  async #lines(segment, phrase) {
    if (phrase.length === 1) return this.#beginning(segment, phrase.charCodeAt(0));
    const lists = await Promise.all(bigrams(phrase).map((code) => this.#list(segment, code)));
    lists.sort((a, b) => a.length - b.length);
    return lists.slice(1).reduce(common, lists[0]);
  }

  async #beginning(segment, unit) {
    const numbers = new Set();
    for (let i = 0; i < SPREAD; i++) numbers.add((mixed(unit) + i) & ((1 << segment.bits) - 1));
    const lines = new Set();
    for (const shard of await Promise.all([...numbers].map((number) => this.#shard(segment, number)))) {
      shard.keys.forEach((key, i) => { if ((key & 0xffff) === unit) for (const line of shard.list(i)) lines.add(line); });
    }
    return Int32Array.from(lines).sort();
  }

  async #list(segment, code) {
    const shard = await this.#shard(segment, shardOf(code, segment.bits));
    let low = 0, high = shard.keys.length;
    while (low < high) { const middle = (low + high) >> 1; if (shard.keys[middle] < code) low = middle + 1; else high = middle; }
    return shard.keys[low] === code ? shard.list(low) : new Int32Array(0);
  }

  #shard(segment, number) {
    const path = `${segment.name}/${number.toString(16)}.bin`;
    return this.#once(path, async () => readShard(await this.#inflated(path, 'default'), path));
  }

  #once(path, make) { // one fetch per file and visit; a failure is not remembered
    if (!this.files.has(path)) {
      const made = make();
      this.files.set(path, made);
      made.catch(() => this.files.delete(path));
    }
    return this.files.get(path);
  }

  async #inflated(path, cache = 'default') {
    const packed = await this.#fetch(path, cache);
    if (typeof DecompressionStream === 'undefined') throw new SearchError('您的浏览器版本较低，无法使用全文搜索。请使用下面的目录查找，或换用新版浏览器。');
    try {
      return await inflate(packed);
    } catch {
      throw new SearchError(`索引文件 search/${path} 不完整，无法给出可靠的结果。网站可能正在更新，请稍后刷新再试。`);
    }
  }

  async #fetch(path, cache, early) {
    let data;
    try {
      const response = await (early ?? fetch(this.base + path, { cache }));
      if (!response.ok) throw new Error(String(response.status));
      data = await response.arrayBuffer();
    } catch {
      throw new SearchError(`索引文件 search/${path} 读取失败，无法给出完整的结果。网站可能正在更新，请稍后刷新再试。`);
    }
    this.bytes += data.byteLength;
    return data;
  }
}

function admitted(info, report, filter) {
  if (filter.year && info.year[report] !== filter.year) return false;
  if (filter.kind != null && info.kind[report] !== filter.kind) return false;
  return !filter.place || info.places[info.place[report]].startsWith(filter.place);
}

function flags(total, lists) { // the lines that stand in any of the lists; null if there are no lists
  const out = lists.length ? new Uint8Array(total) : null;
  for (const lines of lists) for (const line of lines) out[line] = 1;
  return out;
}

const inYear = (segments, { year }) => segments.filter((s) => !year || (s.first <= year && year <= s.last));

function atOnce(segments) { // how many of them are searched together
  let count = 0, reports = 0;
  while (count < segments.length && (!count || reports + segments[count].reports <= LIMITS.reports)) reports += segments[count++].reports;
  return count;
}

async function inflate(packed) { // written and read by hand: five times as quick as a Response over a Blob for files of this size
  const { writable, readable } = new DecompressionStream('deflate'), writer = writable.getWriter(), reader = readable.getReader();
  const sent = writer.write(packed).then(() => writer.close());
  sent.catch(() => {}); // the reader fails with it
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  await sent;
  if (parts.length === 1 && parts[0].byteLength === parts[0].buffer.byteLength) return parts[0].buffer;
  return new Blob(parts).arrayBuffer();
}

function parsed(buffer, path) {
  try {
    return JSON.parse(new TextDecoder().decode(buffer));
  } catch {
    throw new SearchError(`索引文件 search/${path} 已损坏，无法给出可靠的结果。网站可能正在更新，请稍后刷新再试。`);
  }
}

function common(a, b) {
  const out = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { out.push(a[i]); i++; j++; } else if (a[i] < b[j]) i++; else j++;
  }
  return out;
}

function readShard(buffer, path) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0, true) !== MAGIC) throw new SearchError(`索引文件 search/${path} 已损坏，无法给出可靠的结果。`);
  const bytes = new Uint8Array(buffer), count = view.getUint32(4, true), keys = new Uint32Array(count), starts = new Uint32Array(count + 1);
  let at = 8;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) { const byte = bytes[at++]; value |= (byte & 0x7f) << shift; if (byte < 0x80 || byte === undefined) return value; }
  };
  for (let i = 0; i < count; i++, at += 4) keys[i] = view.getUint32(at, true);
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i] + next();
  const body = at;
  const list = (i) => {
    const out = [], end = body + starts[i + 1];
    let line = 0, distance = 0, shift = 0;
    for (let at = body + starts[i]; at < end; at++) {
      const byte = bytes[at];
      distance |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) { out.push((line += distance)); distance = shift = 0; }
    }
    return out;
  };
  return { keys, list };
}

let opening;

// The index of this site, opened once per visit; a failure is not remembered.
export function opened() {
  if (!opening) {
    opening = begin(globalThis.searchManifest); // asked for in the head of the search page
    globalThis.searchManifest = undefined;
    opening.catch(() => { opening = undefined; });
  }
  return opening;
}

// On the search page, with the answer to come for index.json, what the address asks for is fetched before there is a page.
async function begin(manifest) {
  const index = await new SearchIndex(HERE).open(manifest);
  if (!manifest) return index;
  const { text, filter } = asked();
  if (text.trim()) index.ahead(text, filter);
  return index;
}
if (globalThis.searchManifest) opened();
