// Suggestions in a search box, the header's on every page (combobox). Loaded by search-loader.js when the box is used.

import { SearchError } from './search-index.js';
import { siteNames } from './search-names.js';
import { element, nameKind } from './search-results.js';

const site = new URL('../', import.meta.url);

// Suggestions while one types: arrow keys choose, Enter goes to the chosen name or searches, Escape closes. ARIA combobox with a listbox.
export function attach(form) {
  const box = form.querySelector('input[name="q"]'), list = form.querySelector('[data-search-list]');
  if (!box || !list || form.dataset.searchReady) return;
  form.dataset.searchReady = '1';
  let options = [], chosen = -1, turn = 0, timer;
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) box.setAttribute(name, value);
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '名称建议');

  const show = (found) => {
    options = found.map((each, i) => element('a', { role: 'option', id: `${list.id}-${i}`, class: 'suggest__item', tabindex: '-1', 'aria-selected': 'false', href: new URL(each.url, site).href },
      element('span', { class: 'suggest__name' }, each.name), ' ', element('span', { class: 'suggest__kind' }, nameKind(each.kind))));
    list.replaceChildren(...options);
    list.hidden = !options.length;
    box.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  };
  const choose = (number) => {
    chosen = number;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === number)));
    if (number < 0) box.removeAttribute('aria-activedescendant');
    else { box.setAttribute('aria-activedescendant', options[number].id); options[number].scrollIntoView({ block: 'nearest' }); }
  };
  const ask = async () => {
    const mine = ++turn;
    try {
      const names = await siteNames();
      await names.ready;
      const found = await names.suggest(box.value);
      if (mine === turn && document.activeElement === box) show(found);
    } catch (error) { // no suggestions is no reason to disturb: submitting leads to the search page, which says what is wrong
      if (!(error instanceof SearchError)) console.error(error);
      if (mine === turn) show([]);
    }
  };
  let composing = false; // while an input method composes, Enter and the arrows are its own
  box.addEventListener('compositionstart', () => { composing = true; });
  box.addEventListener('compositionend', () => { composing = false; ask(); });
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  box.addEventListener('focus', () => { if (box.value) ask(); });
  box.addEventListener('keydown', (event) => {
    if (composing || event.isComposing) return;
    const last = options.length - 1;
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); turn++; show([]); }
    else if (event.key === 'ArrowDown' && last >= 0) { event.preventDefault(); choose(chosen >= last ? 0 : chosen + 1); }
    else if (event.key === 'ArrowUp' && last >= 0) { event.preventDefault(); choose(chosen <= 0 ? last : chosen - 1); }
    else if (event.key === 'Enter' && chosen >= 0) { event.preventDefault(); location.assign(options[chosen].href); }
  });
  list.addEventListener('mousedown', (event) => event.preventDefault()); // keep the focus in the box until the click has happened
  form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) { turn++; show([]); } });
  if (box.value && document.activeElement === box) ask();
}
