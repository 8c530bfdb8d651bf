// Two places side by side. Reads data/places/<slug>.json of both; the pair stands in the address (?a=…&b=…), so it can be sent to others.
(() => {
  const form = document.querySelector('[data-compare]');
  if (!form) return;
  const status = document.querySelector('[data-compare-status]');
  const result = document.querySelector('[data-compare-result]');
  const { root, folder, metrics } = form.dataset;
  const links = [...document.querySelectorAll('[data-place]')];
  const slugs = new Map(links.map((link) => [link.textContent, link.dataset.place]));
  const names = new Map(links.map((link) => [link.dataset.place, link.textContent]));

  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };
  const link = (url, text) => element('a', { href: root + url }, text);
  const say = (text) => { status.textContent = text; };

  // A name is taken whole, or as the only one that contains what was typed.
  function find(typed) {
    const words = typed.trim();
    if (!words) return '';
    if (slugs.has(words)) return slugs.get(words);
    if (names.has(words)) return words;
    const near = [...slugs.keys()].filter((name) => name.includes(words));
    const exact = near.filter((name) => name.endsWith(words));
    return near.length === 1 ? slugs.get(near[0]) : exact.length === 1 ? slugs.get(exact[0]) : '';
  }

  async function read(slug) {
    const answer = await fetch(`${root}${folder}${slug}.json`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  const value = (v) => {
    const parts = [link(v.url, v.words)];
    if (v.bound) parts.push(element('small', {}, ` ${v.bound}`));
    if (v.change) parts.push(element('small', {}, ` ${v.change}`));
    return element('span', {}, ...parts);
  };
  const cell = (values, reported) => {
    if (values.length) return element('td', {}, ...values.flatMap((v, i) => (i ? [element('br'), value(v)] : [value(v)])));
    return element('td', {}, reported ? '未报告' : '－');
  };

  function table(caption, heads, rows) {
    return element('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      element('table', { class: 'data-table compare-table' }, element('caption', {}, caption),
        element('thead', {}, element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)))),
        element('tbody', {}, ...rows)));
  }

  function reports(a, b) {
    const years = [...new Set([...a.reports, ...b.reports].map((each) => each.year || 0))].sort((x, y) => y - x);
    const list = (place, year) => element('td', {}, ...place.reports.filter((each) => (each.year || 0) === year).flatMap((each, i) => [
      i ? element('br') : null, link(each.url, each.kind), element('small', {}, each.published ? ` ${each.published}${each.annual ? `，${each.timely}` : ''}` : ' 发布日期未知')]));
    const row = (year) => element('tr', {}, element('th', { scope: 'row' }, year ? `${year}年度` : '年度未知'), list(a, year), list(b, year));
    return table('历年文件', ['年度', a.name, b.name], years.map(row));
  }

  function figures(a, b) {
    const both = new Map();
    for (const place of [a, b]) {
      for (const series of place.series) {
        const kept = both.get(series.metric) || { metric: series.metric, name: series.name, unit: series.unit, count: 0, years: new Set() };
        kept.count += 1;
        for (const each of series.values) kept.years.add(each.year || 0);
        both.set(series.metric, kept);
      }
    }
    const has = (place, year) => place.reports.some((each) => each.year === year && each.annual);
    const of = (place, metric, year) => (place.series.find((each) => each.metric === metric)?.values || []).filter((each) => (each.year || 0) === year);
    const shown = [...both.values()].sort((x, y) => y.count - x.count);
    const rows = shown.flatMap((each) => [...each.years].sort((x, y) => y - x).map((year, i) => element('tr', {},
      element('th', { scope: 'row' }, ...(i ? [element('span', { class: 'sr-only' }, each.name)] : [link(`${metrics}${each.metric}/`, each.name), ` （${each.unit}）`])),
      element('td', {}, year ? String(year) : '未知'), cell(of(a, each.metric, year), has(a, year)), cell(of(b, each.metric, year), has(b, year)))));
    return rows.length ? table('关键数据：两地都有的在前', ['数据项', '年度', a.name, b.name], rows) : element('p', {}, '两地都没有可以对照的数据。');
  }

  let turn = 0;
  async function show(a, b) {
    const mine = ++turn;
    result.replaceChildren();
    if (!a || !b) return;
    if (location.protocol === 'file:') {
      say('直接从文件打开时，浏览器不允许读取数据。请分别打开两个地区的页面：');
      result.append(element('ul', {}, ...[a, b].map((slug) => element('li', {}, link(`places/${slug}/index.html`, names.get(slug) || slug)))));
      return;
    }
    say('正在读取……');
    try {
      const [one, other] = await Promise.all([read(a), read(b)]);
      if (mine !== turn) return;
      say('');
      result.append(element('h2', { id: 'result' }, `${one.name} 与 ${other.name}`),
        element('p', {}, link(`places/${a}/`, `${one.name}的页面`), '　', link(`places/${b}/`, `${other.name}的页面`)), reports(one, other), figures(one, other));
    } catch {
      if (mine === turn) say('数据没有读到，请稍后再试，或分别打开两个地区的页面。');
    }
  }

  function fromAddress() {
    const asked = new URLSearchParams(location.search);
    const [a, b] = ['a', 'b'].map((name) => (names.has(asked.get(name)) ? asked.get(name) : ''));
    form.elements.a.value = names.get(a) || '';
    form.elements.b.value = names.get(b) || '';
    show(a, b);
  }

  document.getElementById('compare-places').append(...[...slugs.keys()].map((name) => element('option', { value: name })));
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [a, b] = [find(form.elements.a.value), find(form.elements.b.value)];
    if (!a || !b) { say('请从列表中各选一个地区。'); return; }
    if (location.protocol === 'file:') { show(a, b); return; }
    history.pushState(null, '', `?a=${a}&b=${b}`);
    fromAddress();
  });
  addEventListener('popstate', fromAddress);
  fromAddress();
})();
