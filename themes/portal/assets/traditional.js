// Simplified to Traditional in the browser, loaded when a reader asks for it: longest phrase first, with the tables of OpenCC (s2t.js).
window.portalScript = (() => {
  const assets = new URL('.', document.currentScript.src);
  const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
  const SKIP = 'script, style, code, [data-script-fixed], [lang="zh-Hant"]:not(html)';
  const ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'alt', 'label'];
  const originals = new Map(); // text node → its Simplified text
  const attributes = new Map(); // element → { attribute: Simplified text }
  let tables, loading, watcher, title;

  // Read the three strings of s2t.js (tools/traditional.py describes them).
  function decode(chars, differing, plain) {
    const single = new Map(), phrases = new Map(), longest = new Map();
    const list = [...chars];
    for (let i = 0; i < list.length; i += 2) single.set(list[i], list[i + 1]);
    const add = (key, value) => {
      phrases.set(key, value);
      if (key.length > (longest.get(key[0]) || 1)) longest.set(key[0], key.length);
    };
    for (const text of [plain, differing]) {
      let before = [];
      for (const entry of text.match(/\d[^\d]+/g) || []) {
        const rest = [...entry.slice(1)];
        const key = before.slice(0, Number(entry[0]));
        const changes = [];
        for (let i = 0; i < rest.length; i++) {
          const at = LETTERS.indexOf(rest[i]);
          if (at < 0) key.push(rest[i]); else changes.push([at, rest[++i]]);
        }
        const value = key.map((char) => single.get(char) || char);
        for (const [at, char] of changes) value[at] = char;
        add(key.join(''), value.join(''));
        before = key;
      }
    }
    return { single, phrases, longest };
  }

  function load() {
    loading ??= new Promise((done, failed) => {
      window.portalTraditional = (...parts) => { tables = decode(...parts); done(); };
      const tag = document.createElement('script');
      tag.src = new URL('s2t.js', assets);
      tag.onerror = (error) => { loading = undefined; failed(error); };
      document.head.append(tag);
    });
    return loading;
  }

  function convert(text) {
    const { single, phrases, longest } = tables;
    let out = '';
    for (let i = 0; i < text.length;) {
      let length = Math.min(longest.get(text[i]) || 1, text.length - i);
      let found;
      for (; length > 1 && !found; length--) found = phrases.get(text.slice(i, i + length));
      if (found) { out += found; i += length + 1; continue; }
      const char = String.fromCodePoint(text.codePointAt(i));
      out += single.get(char) || char;
      i += char.length;
    }
    return out;
  }

  function convertTree(start) {
    if (start.nodeType === Node.TEXT_NODE) { convertText(start); return; }
    if (start.nodeType !== Node.ELEMENT_NODE || start.closest(SKIP)) return;
    const walker = document.createTreeWalker(start, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) => (node.nodeType === Node.ELEMENT_NODE && node.matches(SKIP) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    for (let node = start; node; node = walker.nextNode()) if (node.nodeType === Node.TEXT_NODE) convertText(node); else convertAttributes(node);
  }
  function convertText(node) {
    if (originals.has(node) || !node.parentElement || node.parentElement.closest(SKIP)) return;
    const after = convert(node.data);
    if (after !== node.data) { originals.set(node, node.data); node.data = after; }
  }
  function convertAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (!value) continue;
      const after = convert(value);
      if (after !== value) { attributes.set(element, { [name]: value, ...attributes.get(element) }); element.setAttribute(name, after); }
    }
  }

  function restore() {
    watcher?.disconnect();
    watcher = undefined;
    for (const [node, text] of originals) node.data = text;
    for (const [element, values] of attributes) for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    originals.clear();
    attributes.clear();
    if (title !== undefined) document.title = title;
    title = undefined;
  }

  async function show(value) {
    if (!value) { restore(); return; }
    await load();
    if (title === undefined) { title = document.title; document.title = convert(title); }
    convertTree(document.body);
    watcher ??= new MutationObserver((changes) => { // what search and definitions add later
      for (const change of changes) {
        if (change.type === 'characterData') { originals.delete(change.target); convertText(change.target); }
        for (const node of change.addedNodes) convertTree(node);
      }
      watcher.takeRecords();
    });
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
    watcher.takeRecords();
  }

  return { show, convert: async (text) => { await load(); return convert(text); } };
})();
