// The only search code that every page loads: it fetches the rest when the box is used or the search page is open.
(() => {
  const here = document.currentScript.src;
  const local = location.protocol === 'file:'; // browsers refuse to fetch there
  const load = () => import(new URL('search.js', here).href);
  const start = () => {
    const root = document.querySelector('[data-search-page]');
    if (root && local) document.querySelector('[data-search-offline]')?.removeAttribute('hidden');
    else if (root) load().then((search) => search.page(root)); // partials/search_head.html has asked for everything already
    if (local) return;
    for (const form of document.querySelectorAll('[data-search]')) {
      form.addEventListener('focusin', () => load().then((search) => search.attach(form)).catch(() => {}), { once: true });
      if (form.contains(document.activeElement)) load().then((search) => search.attach(form)).catch(() => {});
    }
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
