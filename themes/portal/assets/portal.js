// What every page loads: reading settings, definitions in place, tables, copying, the contents list. Everything works without it, with fewer comforts.
(() => {
const assets = new URL('.', document.currentScript.src); // known only while the script begins
const start = () => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // ── Reading settings: size, light or dark, contrast, script. Kept in this browser only; a browser that refuses storage still obeys for this page.
  const KEY = 'portal-reading';
  const stored = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  const keep = (key, value) => {
    const settings = { ...stored(), [key]: value };
    if (!value) delete settings[key];
    try { localStorage.setItem(KEY, JSON.stringify(settings)); } catch { /* storage is switched off */ }
  };
  const reading = document.getElementById('reading');
  const opener = document.querySelector('[data-reading-open]');
  const status = document.querySelector('[data-reading-status]');

  function openReading(open) {
    reading.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    (open ? reading.querySelector('input:checked') : opener).focus();
  }

  async function choose(key, value) {
    if (value) root.dataset[key] = value; else delete root.dataset[key];
    keep(key, value);
    if (key === 'script') await setScript(value);
  }

  function setUpReading() {
    if (!reading || !opener) return;
    opener.hidden = false;
    for (const input of all('[data-reading]')) {
      const { reading: key } = input.dataset;
      input.checked = (root.dataset[key] || '') === input.value;
      input.addEventListener('change', () => choose(key, input.value));
    }
    opener.addEventListener('click', () => openReading(reading.hidden));
    document.querySelector('[data-reading-close]').addEventListener('click', () => openReading(false));
    reading.addEventListener('keydown', (event) => { if (event.key === 'Escape') openReading(false); });
  }

  // ── 简 / 繁: the reader's choice of script, made in the browser; addresses and sources stay Simplified.
  let script;
  function loadScript() {
    script ??= new Promise((done, failed) => {
      const tag = document.createElement('script');
      tag.src = new URL('traditional.js', assets);
      tag.onload = () => done(window.portalScript);
      tag.onerror = failed;
      document.head.append(tag);
    });
    return script;
  }
  async function setScript(value) {
    if (!value && !script) return;
    try {
      const converter = await loadScript();
      await converter.show(value);
      root.lang = value ? 'zh-Hant' : 'zh-Hans';
      if (status) status.textContent = value ? '已转换为繁体，仅供阅读；原文为简体，下载的文件不变。' : '';
    } catch {
      script = undefined;
      if (status) status.textContent = '繁体转换没有载入成功，页面仍以简体显示。';
    }
  }

  // ── Definitions in place. The link keeps its address: with a modifier key, or without script, it leads to the term's page.
  let note, openedBy, hoverTimer;
  function closeNote(focus) {
    if (!note) return;
    const link = openedBy;
    note.remove();
    note = openedBy = undefined;
    link.setAttribute('aria-expanded', 'false');
    if (focus) link.focus();
  }
  function openNote(link, focus) {
    if (openedBy === link) { if (focus) note.querySelector('a').focus(); return; }
    closeNote(false);
    const source = document.getElementById(link.dataset.def);
    if (!source) return;
    note = document.createElement('div');
    note.className = 'term-popover';
    note.id = 'term-popover';
    note.setAttribute('role', 'dialog');
    note.setAttribute('aria-label', `词语解释：${link.textContent}`);
    const title = document.createElement('p');
    title.className = 'term-popover__name';
    title.textContent = source.querySelector('dt').textContent;
    const body = document.createElement('div');
    body.append(...[...source.querySelector('dd').cloneNode(true).childNodes]);
    const more = document.createElement('p');
    more.className = 'term-popover__more';
    const page = document.createElement('a');
    page.href = link.href;
    page.textContent = '查看词条';
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '关闭';
    close.addEventListener('click', () => closeNote(true));
    more.append(page, close);
    note.append(title, body, more);
    (link.closest('p, li, td, dd') || link).after(note);
    openedBy = link;
    link.setAttribute('aria-expanded', 'true');
    place(link);
    note.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse' && !note?.contains(document.activeElement)) closeNote(false); });
    if (focus) page.focus();
  }
  function place(link) { // below the word, within the window; the offset parent is the text block
    const frame = note.offsetParent.getBoundingClientRect();
    const at = link.getClientRects()[0];
    const width = Math.min(380, root.clientWidth - 24);
    note.style.width = `${width}px`;
    note.style.left = `${Math.max(12, Math.min(at.left, root.clientWidth - width - 12)) - frame.left}px`;
    note.style.top = `${at.bottom - frame.top + 6}px`;
  }
  function setUpNotes() {
    for (const link of all('a.term[data-def]')) {
      if (!document.getElementById(link.dataset.def)) continue;
      link.setAttribute('aria-haspopup', 'dialog');
      link.setAttribute('aria-expanded', 'false');
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        if (openedBy === link && event.detail) closeNote(true); else openNote(link, true);
      });
      link.addEventListener('pointerenter', (event) => {
        if (event.pointerType === 'mouse') hoverTimer = setTimeout(() => openNote(link, false), 350);
      });
      link.addEventListener('pointerleave', (event) => {
        clearTimeout(hoverTimer);
        if (event.pointerType !== 'mouse') return;
        setTimeout(() => { if (openedBy === link && !note.matches(':hover') && !note.contains(document.activeElement)) closeNote(false); }, 250);
      });
    }
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeNote(true); });
    document.addEventListener('pointerdown', (event) => { if (note && !note.contains(event.target) && !openedBy.contains(event.target)) closeNote(false); });
    document.addEventListener('focusin', (event) => { if (note && !note.contains(event.target) && event.target !== openedBy) closeNote(false); });
    addEventListener('resize', () => { if (note) place(openedBy); });
  }

  // ── Copying a reference; the date of access is today's, as the reader's clock has it.
  function setUpCopy() {
    for (const button of all('[data-copy]')) {
      button.addEventListener('click', async () => {
        const day = new Date().toLocaleDateString('sv-SE');
        const text = document.querySelector(button.dataset.copy).textContent.trim().replace('[引用日期]', `[${day}]`);
        const label = button.textContent;
        try { await navigator.clipboard.writeText(text); button.textContent = '已复制'; } catch { selectText(document.querySelector(button.dataset.copy)); button.textContent = '请按 Ctrl+C 复制'; }
        setTimeout(() => { button.textContent = label; }, 2500);
      });
    }
  }
  function selectText(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // ── Tables: sort by a column, filter by words. Sorting by text uses pinyin order; numbers and dates sort as such; blanks stay last.
  let order; // made when it is needed: loading the rules of pinyin takes 10 ms and more
  function sortValue(cell) {
    const given = cell?.dataset.value ?? cell?.querySelector('[data-value]')?.dataset.value ?? cell?.querySelector('data[value]')?.value;
    return given ?? (cell?.textContent || '').trim().replace(/,(?=\d{3})/g, '');
  }
  function sortBy(table, column, button) {
    const heading = button.closest('th');
    const down = heading.getAttribute('aria-sort') === 'ascending';
    for (const th of all('th[aria-sort]', table)) th.setAttribute('aria-sort', 'none');
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    order ??= new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true });
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [sortValue(row.cells[column]), row]);
    const blank = (text) => ['', '－', '未知', '—'].includes(text);
    rows.sort(([a], [b]) => (blank(a) - blank(b)) || ((down ? -1 : 1) * (Number(a) - Number(b) || order.compare(a, b))));
    body.append(...rows.map(([, row]) => row));
  }
  function setUpTables() {
    for (const table of all('table[data-sortable]')) {
      const body = table.tBodies[0];
      if (!body || body.rows.length < 2 || all('[rowspan]:not([rowspan="1"])', body).length) continue;
      const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1].cells || [])];
      heads.forEach((th, column) => {
        if (!th.textContent.trim() || th.colSpan > 1) return;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'sort-button';
        button.append(...th.childNodes);
        th.append(button);
        th.setAttribute('aria-sort', 'none');
        button.addEventListener('click', () => sortBy(table, column, button));
      });
      if (body.rows.length > 8) addFilter(table, body);
    }
  }
  function addFilter(table, body) {
    const box = document.createElement('div');
    box.className = 'table-filter';
    const label = document.createElement('label');
    label.textContent = '筛选本表 ';
    const input = document.createElement('input');
    input.type = 'search';
    label.append(input);
    const count = document.createElement('span');
    count.setAttribute('role', 'status');
    box.append(label, count);
    (table.closest('.table-scroll, .table-wrap') || table).before(box);
    input.addEventListener('input', () => {
      const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of body.rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = words.length ? `${shown} / ${body.rows.length} 行` : '';
    });
  }

  // ── Contents list: where one is; on a phone it folds after a choice.
  function setUpContents() {
    const list = document.querySelector('.toc details');
    if (!list) return;
    const narrow = matchMedia('(max-width: 63.99em)');
    list.querySelector('summary').addEventListener('click', (event) => { if (!narrow.matches) event.preventDefault(); });
    narrow.addEventListener('change', () => { list.open = !narrow.matches; });
    const links = new Map(all('a', list).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    list.addEventListener('click', (event) => { if (narrow.matches && event.target.closest('a')) list.open = false; });
    const targets = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let current;
    const mark = () => {
      const passed = targets.filter((target) => target.getBoundingClientRect().top < 120).pop();
      const link = passed && links.get(passed.id);
      if (link === current) return;
      current?.removeAttribute('aria-current');
      link?.setAttribute('aria-current', 'true');
      if (link && !narrow.matches) link.scrollIntoView({ block: 'nearest' });
      current = link;
    };
    let waiting = false;
    addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; mark(); }); } }, { passive: true });
    mark();
  }

  // ── A copy of the site opened from a folder: directories have no index there.
  function setUpFiles() {
    if (location.protocol !== 'file:') return;
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href]');
      if (link && link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    }, true);
  }

  // ── A link to a place inside a folded block opens it.
  function reveal() {
    let target;
    try { target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    const folded = target && target.closest('details:not([open])');
    if (folded) { folded.open = true; target.scrollIntoView(); }
  }

  // ── The printed page says where it comes from.
  const address = document.querySelector('[data-address]');
  if (address) address.textContent = document.querySelector('link[rel="canonical"]')?.href || location.href.split('#')[0];

  setUpReading();
  setUpNotes();
  setUpCopy();
  setUpTables();
  setUpContents();
  setUpFiles();
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => all('details').forEach((each) => { each.open = true; }));
  reveal();
  if (root.dataset.script) setScript(root.dataset.script);
  if (document.querySelector('[data-compare]')) document.head.append(Object.assign(document.createElement('script'), { src: new URL('compare.js', assets) }));
};
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
})();
