// The search page: filters, results, messages. Everything that comes from a report or from the address goes in as text, never as markup.

import { asked, opened, SearchError } from './search-index.js';
import { siteNames } from './search-names.js';

const ROLES = [[1, '成效与举措'], [2, '不足与原因'], [3, '第一责任人职责'], [4, '下一年安排'], [5, '其他事项'], [6, '名词解释'], [7, '附件']];
const KINDS = [[0, '年度报告'], [1, '方案与计划'], [2, '其他文件']];
const NAME_KINDS = { place: '地区', term: '词语', metric: '指标数据', indicator: '指标', report: '报告' };
const PAGE = 8; // each result costs a text file of 3 kB
const STOPS = /[。！？；!?;]/;

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

export const nameKind = (kind) => NAME_KINDS[kind] ?? '';

// The search page, made in `root`. A failure is told there.
export async function page(root) {
  try {
    const results = new ResultsPage(root, await opened(), await siteNames());
    await results.fromAddress();
    return results;
  } catch (error) {
    root.hidden = false;
    root.replaceChildren(element('p', { class: 'search-status search-error', role: 'alert' }, error instanceof SearchError ? error.message : '搜索无法启动。请使用下面的目录。'));
    if (!(error instanceof SearchError)) console.error(error);
    return null;
  }
}

class ResultsPage {
  constructor(root, index, names) {
    Object.assign(this, { root, index, names, site: new URL(root.dataset.searchPage, location.href), turn: 0 });
    addEventListener('popstate', () => this.fromAddress());
  }

  #build() {
    this.form = this.#form();
    this.status = element('p', { class: 'search-status', role: 'status' });
    this.byName = element('section', { class: 'search-names', 'aria-label': '名称相符', hidden: true });
    this.list = element('ol', { class: 'search-hits' });
    this.more = element('div', { class: 'search-more' });
    this.root.replaceChildren(this.form, this.status, this.byName, this.list, this.more);
    this.root.hidden = false;
  }

  #form() {
    const field = (label, node) => element('label', { class: 'search-field' }, element('span', {}, label), node);
    const select = (name, options) => element('select', { name, onchange: () => this.#toAddress() }, ...options.map(([value, text]) => element('option', { value }, text)));
    const ahead = (event) => { if (!event.isComposing) this.index.ahead(event.target.value, this.filter ?? {}); };
    this.places = element('span', { class: 'search-places' });
    this.years = select('year', [['', '全部年度']]);
    return element('form', { class: 'search-form', role: 'search', 'aria-label': '全文搜索', onsubmit: (event) => { event.preventDefault(); this.#toAddress(); } },
      element('div', { class: 'search-line' },
        element('input', { type: 'search', name: 'q', 'aria-label': '要找的词句', autocomplete: 'off', maxlength: 400, placeholder: '输入词句，空格表示同时包含，-词 表示排除', onfocus: ahead, oninput: ahead, oncompositionend: ahead }),
        element('button', { type: 'submit', class: 'button' }, '搜索')),
      element('div', { class: 'search-filters' },
        this.places, field('年度', this.years), field('文种', select('kind', [['', '全部'], ...KINDS])),
        field('所在部分', select('role', [['', '全部'], ...ROLES])), field('排序', select('sort', [['', '按相关程度'], ['year', '按年度，新的在前']]))));
  }

  #toAddress() {
    const told = new URLSearchParams();
    for (const name of ['q', 'place', 'year', 'kind', 'role', 'sort']) {
      const value = name === 'place' ? this.place : this.form.elements[name]?.value.trim();
      if (value) told.set(name, value);
    }
    history.pushState(null, '', `?${told}`);
    return this.fromAddress();
  }

  // Shows what the address asks for; the address is the only state, so that it can be sent to someone else.
  async fromAddress() {
    const turn = ++this.turn, { text, place, filter } = asked();
    Object.assign(this, { place, filter });
    const search = text.trim() ? this.index.search(text, filter) : null; // its files are on their way while the page is made ready
    search?.catch(() => {}); // reported below
    if (!this.form) this.#build();
    if (text || document.activeElement !== this.form.elements.q) this.form.elements.q.value = text;
    for (const box of document.querySelectorAll('[data-search] input[name="q"]')) {
      if (document.activeElement !== box) box.value = text; // never what someone is typing
    }
    this.#clear(text.trim() ? '正在搜索…' : '');
    try {
      const names = this.#fillNames(text, turn, search);
      if (!text.trim()) await names;
      if (turn !== this.turn) return undefined;
      if (!text.trim()) return this.#say('请输入要找的词句。不加空格的词句按原样查找；空格表示同时包含，引号内视为一个词句，-词 表示排除。');
      const result = await search;
      if (turn !== this.turn) return undefined;
      Object.assign(this, { result, shown: 0, dropped: 0 });
      await this.#showMore(turn);
      await names;
    } catch (error) {
      if (turn === this.turn) this.#fail(error);
    }
    return undefined;
  }

  #clear(message) {
    this.list.replaceChildren();
    this.more.replaceChildren();
    this.byName.hidden = true;
    this.#say(message);
  }

  #say(...parts) {
    this.status.classList.remove('search-error');
    this.status.replaceChildren(...parts);
  }

  #fail(error) {
    this.turn++; // whatever is still under way shows nothing more
    this.#clear('');
    this.status.classList.add('search-error');
    this.status.textContent = error instanceof SearchError ? error.message : '搜索时出错，没有给出结果。请刷新页面再试，或使用下面的目录。';
    if (!(error instanceof SearchError)) console.error(error);
  }

  // The filters of places and the names that match; the results do not wait for them.
  async #fillNames(text, turn, search) {
    try {
      this.#fillFilters();
      await this.names.ready;
      if (turn === this.turn) this.#fillPlaces();
      const query = (await search?.catch(() => null))?.query; // by then it is known whether the table of Traditional forms is needed
      const names = query ? await this.names.suggest(text, 6, false) : [];
      if (turn === this.turn) this.#showNames(names);
    } catch (error) {
      if (turn === this.turn) this.#fail(error);
    }
  }

  #fillFilters() {
    if (this.years.options.length === 1) {
      const years = new Set(this.index.manifest.years);
      this.years.append(...[...years].map((year) => element('option', { value: year }, `${year}年`)));
    }
    for (const name of ['year', 'kind', 'role', 'sort']) {
      const box = this.form.elements[name], value = new URLSearchParams(location.search).get(name) ?? '';
      box.value = [...box.options].some((option) => option.value === value) ? value : '';
    }
  }

  #fillPlaces() { // province, then city, then county: the next box appears when there is something to choose in it
    const parents = new Map(this.names.tree.map(([code, , parent]) => [code, parent]));
    const chain = [];
    for (let code = this.place; parents.has(code) && chain.length < 8; code = parents.get(code)) chain.unshift(code);
    const boxes = [];
    for (let level = 0, parent = ''; level <= chain.length; parent = chain[level++]) {
      const below = this.names.tree.filter(([code, , above]) => (parents.has(above) ? above : '') === parent && code !== parent);
      if (!below.length) break;
      const label = ['省', '市', '县'][level] ?? '下级';
      const box = element('select', { 'aria-label': `地区：${label}`, onchange: (event) => { this.place = event.target.value || parent; this.#toAddress(); } },
        element('option', { value: '' }, level ? '全部' : '全部地区'), ...below.map(([code, name]) => element('option', { value: code }, name)));
      box.value = chain[level] ?? '';
      boxes.push(box);
    }
    this.places.replaceChildren(...(boxes.length ? [element('span', { class: 'search-field' }, element('span', {}, '地区'), ...boxes)] : []));
  }

  #showNames(names) {
    this.byName.hidden = !names.length;
    this.byName.replaceChildren(element('h2', {}, '名称相符'), element('ul', {}, ...names.map((each) =>
      element('li', {}, element('a', { href: new URL(each.url, this.site).href }, each.name), ' ', element('span', { class: 'search-kind' }, nameKind(each.kind))))));
  }

  async #showMore(turn = this.turn) {
    const { result } = this;
    this.more.replaceChildren();
    let added = 0;
    const all = result.hits.length - this.dropped <= PAGE && !result.exact;
    while (added < PAGE && this.shown < result.hits.length) {
      const batch = result.hits.slice(this.shown, this.shown + PAGE - added);
      const checks = batch.map((hit) => this.index.verify(hit, result.query, all ? Infinity : 1));
      for (const check of checks) check.catch(() => {}); // the first failure is thrown below
      for (const check of checks) { // each is shown as soon as it and those above it are verified
        const hit = await check;
        if (turn !== this.turn) return;
        this.shown++;
        if (!hit.passages.length) { this.dropped++; continue; }
        this.list.append(this.#hit(hit));
        added++;
      }
    }
    this.#summary();
    if (this.shown < result.hits.length) this.more.append(element('button', { type: 'button', class: 'button', onclick: () => this.#guarded(() => this.#showMore()) }, '显示更多报告'));
    if (result.waiting.length && result.query.words.length) this.more.append(element('button', { type: 'button', class: 'button', onclick: () => this.#guarded(() => this.#older()) }, `继续检索更早的年份（${span(result.waiting)}）`));
  }

  #guarded(action) {
    action().catch((error) => this.#fail(error));
  }

  async #older() {
    await this.index.search('', this.filter, this.result);
    this.list.replaceChildren();
    Object.assign(this, { shown: 0, dropped: 0 });
    await this.#showMore();
  }

  #summary() {
    const { result } = this, certain = result.exact || result.hits.every((hit) => hit.pending && !hit.pending.length);
    const reports = result.hits.length - this.dropped;
    const lines = result.hits.reduce((sum, hit) => sum + (hit.pending?.length === 0 ? hit.passages.length : hit.lines.length), 0);
    const asked = [...result.query.words.map((word) => `“${word}”`), ...result.query.without.map((word) => `不含“${word}”`)].join('、');
    const where = `${result.searched.reduce((sum, s) => sum + s.reports, 0)}份文件${result.searched.length ? `（${span(result.searched)}）` : ''}`;
    const cut = result.query.cut ? '查询过长，只检索了前200个字。' : '';
    if (!result.query.words.length) return this.#say(`${cut}请至少输入一个要找的词，只有排除的词无法检索。`);
    if (!reports && !result.waiting.length) return this.#nothing(asked, where, cut);
    const about = certain ? '' : '约';
    this.#say(`${cut}${asked}：在${where}中${this.#filtered() ? '按所选条件' : ''}找到${about}${reports}份，${about}${lines}段。`, certain ? '' : element('small', {}, '“约”指尚未逐段核对的数目；显示出来的每一段都已与原文核对。'));
    return undefined;
  }

  #filtered() {
    return Boolean(this.filter.place || this.filter.year || this.filter.kind != null || this.filter.role);
  }

  #nothing(asked, where, cut) {
    const tips = [];
    if (this.#filtered()) {
      tips.push(element('a', { href: `?${new URLSearchParams({ q: this.form.elements.q.value })}` }, '去掉筛选条件再找'));
    }
    if (this.result.query.words.length > 1) tips.push('减少词语（各词须在同一段中，或在报告标题中）');
    if (this.result.query.words.some((word) => word.length > 4)) tips.push('改用更短的词句');
    tips.push(element('a', { href: '#indexes' }, '按目录查找'));
    const list = element('ul', {}, ...tips.map((tip) => element('li', {}, tip)));
    this.#say(`${cut}在${where}的正文和标题里没有找到${asked}。可以试试：`);
    this.more.replaceChildren(list);
  }

  #hit(hit) {
    const { about } = hit, address = new URL(`reports/${about.k}/`, this.site).href;
    const kind = KINDS[hit.info.kind[hit.report]][1];
    const shown = element('ol', { class: 'search-passages' });
    const fill = (most) => shown.replaceChildren(...hit.passages.slice(0, most).map((passage) => this.#passage(passage, address)));
    fill(3);
    const facts = [about.p, about.y ? `${about.y}年` : '年度不详', kind].filter(Boolean).join(' · ');
    const item = element('li', { class: 'search-hit' },
      element('h2', {}, element('a', { href: address }, about.t)), element('p', { class: 'search-facts' }, facts), shown);
    const rest = () => (hit.pending.length ? hit.lines.length : hit.passages.length) - Math.min(3, hit.passages.length);
    if (rest() > 0) {
      const button = element('button', { type: 'button', class: 'search-rest', onclick: () => this.#guarded(async () => {
        await this.index.verify(hit, this.result.query, Infinity);
        fill(Infinity);
        button.remove();
        this.#summary();
      }) }, `显示本报告其余${hit.pending.length && !this.result.exact ? '约' : ''}${rest()}段`);
      item.append(button);
    }
    return item;
  }

  #passage({ text, folded, anchor, role }, address) {
    const place = anchor ? `${address}#${encodeURIComponent(anchor)}` : address;
    const label = ROLES.find(([number]) => number === role)?.[1];
    return element('li', {}, element('a', { href: place, class: 'search-passage' }, ...marked(text, folded, this.result.query.words)), label && element('span', { class: 'search-kind' }, label));
  }
}

function span(segments) {
  const first = Math.min(...segments.map((s) => s.first || Infinity)), last = Math.max(...segments.map((s) => s.last));
  return last ? (first >= last ? `${last}年` : `${first}—${last}年`) : '年度不详';
}

// The sentence around the first word found, the words in <mark>; a sentence that is too long is cut with ….
export function marked(text, folded, words) {
  const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((position) => position >= 0));
  let start = at, end = at;
  while (start > 0 && at - start < 60 && !STOPS.test(text[start - 1])) start--;
  while (end < text.length && end - at < 140 && !(end > at && STOPS.test(text[end - 1]))) end++;
  end = Math.max(end, Math.min(text.length, at + Math.max(...words.map((word) => word.length))));
  const covered = new Uint8Array(end - start);
  for (const word of words) for (let i = folded.indexOf(word, start); i >= 0 && i < end; i = folded.indexOf(word, i + 1)) covered.fill(1, i - start, i - start + word.length);
  const out = [start && !STOPS.test(text[start - 1]) ? '…' : ''];
  for (let i = start; i < end;) {
    let to = i;
    while (to < end && covered[to - start] === covered[i - start]) to++;
    out.push(covered[i - start] ? element('mark', {}, text.slice(i, to)) : text.slice(i, to));
    i = to;
  }
  return [...out, end < text.length && !STOPS.test(text[end - 1]) ? '…' : ''];
}
