// Names matched as one types, in Chinese or in pinyin: full readings, initials, mixtures, every reading of a polyphone.

import { HAN, opened } from './search-index.js';

const SKIPPED = new Set(['“', '”', '‘', '’', '"', "'", '·', '、', '（', '）', '(', ')', '《', '》', ' ', '省', '市', '县', '区', '年', '度']);
// signs, and the suffixes people leave out when they type luohe2024 for 漯河市2024年度…
const KINDS = { place: 0, term: 1, metric: 2, indicator: 3, report: 4 };
const LONGEST = 40;
const SHOWN = 44;

// How well `typed` (folded, no spaces) fits the name: 0 not at all, larger is better. What a character is commonly read as (or is read as in these
// names) comes before its other readings: 市 can be read fu, but who types fu means 复议.
// A sentence is not a name: in one, letters typed mean its beginning, or every sentence would hold every three initials somewhere.
export function fit(name, typed, readings, sentence = false) {
  const spelled = /[a-z]/.test(typed), last = sentence && spelled ? 1 : name.length;
  for (const most of spelled ? [1, 9] : [1]) {
    for (let start = 0; start < last; start++) {
      if (!begins(name[start], typed[0], readings)) continue;
      const used = run(name, start, typed, readings, most);
      if (used) return (most > 1 ? 1 : 41) + (start ? 0 : 30) + (used === name.length - start ? 15 : 0) + Math.max(0, 20 - name.length);
    }
  }
  return 0;
}

const parted = new Map(); // 'jue jiao' -> ['jue', 'jiao']: the same few thousand, time and again
function part(told) {
  if (!parted.has(told)) parted.set(told, told.split(' '));
  return parted.get(told);
}

// The quick answer for nearly every place in nearly every name.
const begins = (letter, first, readings) => letter === first || (first <= 'z' && readings[letter] && part(readings[letter]).some((reading) => reading[0] === first));

function run(name, start, typed, readings, most) { // how many characters of the name the typed text uses up, 0 if it does not fit
  let reached = new Set([0]);
  for (let i = start; i < name.length; i++) {
    const next = new Set();
    for (const at of reached) for (const to of steps(name[i], typed, at, readings, most)) {
      if (to >= typed.length) return i - start + 1;
      next.add(to);
    }
    if (SKIPPED.has(name[i]) && i > start) for (const at of reached) next.add(at);
    if (!next.size) return 0;
    reached = next;
  }
  return 0;
}

function* steps(letter, typed, at, readings, most) {
  if (typed[at] === letter) yield at + 1;
  const known = readings[letter] ? part(readings[letter]) : [];
  for (let i = 0; i < Math.min(known.length, most); i++) {
    const reading = known[i];
    if (typed[at] !== reading[0]) continue;
    yield at + 1;
    if (typed.startsWith(reading, at)) yield at + reading.length;
    else if (reading.startsWith(typed.slice(at))) yield typed.length;
  }
}

export class Names {
  constructor(index) {
    this.index = index;
  }

  get ready() { // asked for when first needed; a failure is not remembered
    this.opened ??= this.#open().catch((error) => { this.opened = undefined; throw error; });
    return this.opened;
  }

  async #open() {
    const told = await this.index.json('names.bin');
    this.tree = told.tree;
    this.readings = told.readings;
    this.names = told.names.map(([kind, name, url, others]) => {
      const called = kind === 'indicator' ? [name.replace(/^\S+ /, ''), name] : [name]; // an indicator is called by its text or by its number
      return { kind, name, url, forms: [...called, ...others.split('\n')].filter(Boolean).map(this.index.fold) };
    });
  }

  // The best names for what has been typed so far.
  async suggest(text, most = 8, fetchForms = true) {
    let typed = (this.index.fullFold ?? this.index.fold)(text).replace(/[\s"']+/g, '').slice(0, LONGEST);
    if (!typed) return [];
    if (fetchForms && HAN.test(typed)) typed = await this.simplified(typed);
    const pool = this.names.concat(/^[a-z]{2}/.test(typed) ? await this.titles(typed[0]) : []);
    const found = [];
    for (const each of pool) {
      const best = Math.max(...each.forms.map((form, i) => fit(form, typed, each.readings ?? this.readings, KINDS[each.kind] > 2) - (i ? 5 : 0)));
      if (best > 0) found.push({ ...each, score: best, name: each.name.length > SHOWN ? `${each.name.slice(0, SHOWN - 1)}…` : each.name });
    }
    return found.sort((a, b) => b.score - a.score || KINDS[a.kind] - KINDS[b.kind] || a.name.length - b.name.length).slice(0, most);
  }

  // A typed character that stands in no name may be a Traditional form: only then is the large table worth its bytes.
  async simplified(typed) {
    if ([...typed].every((letter) => this.readings[letter] || !HAN.test(letter))) return typed;
    return (await this.index.foldAll())(typed);
  }

  async titles(letter) {
    const told = await this.index.json(`titles-${letter}.bin`);
    return told.titles.map(([name, url]) => ({ kind: 'report', name, url, forms: [this.index.fold(name)], readings: told.readings }));
  }
}

let known;

// The names of this site, once per visit.
export async function siteNames() {
  const index = await opened();
  known ??= new Names(index);
  return known;
}
