// The only search code that every page loads: it fetches the rest when the box is used or the search page is open.
(() => {
  const here = document.currentScript.src;
  const local = location.protocol === 'file:'; // browsers refuse to fetch there
  const load = (name) => import(new URL(name, here).href);
  const attach = (form) => load('search.js').then((box) => box.attach(form)).catch(() => {});
  const start = () => {
    const root = document.querySelector('[data-search-page]');
    if (root && local) document.querySelector('[data-search-offline]')?.removeAttribute('hidden');
    else if (root) load('search-results.js').then((results) => results.page(root)); // partials/search_head.html has asked for everything already
    if (local) return;
    for (const form of document.querySelectorAll('[data-search]')) {
      form.addEventListener('focusin', () => attach(form), { once: true });
      if (form.contains(document.activeElement)) attach(form);
    }
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
