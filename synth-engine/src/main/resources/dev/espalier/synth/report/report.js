'use strict';
// Without this script the page still shows a design that its address names, and every list opens and closes.
(() => {
  const root = document.documentElement;
  const tree = document.getElementById('tree');
  const narrow = matchMedia('(max-width: 60rem)');
  const number = (hash) => (/^#design-(-?\d+)$/.exec(hash) || [])[1];
  const article = (id) => document.getElementById('design-' + id);
  const row = (id) => document.getElementById('row-' + id);
  let shown = null;

  root.classList.add('js');

  // Shows the design; false if there is none of that number.
  const show = (id) => {
    const next = id === undefined ? null : article(id);
    if (!next) return false;
    if (shown !== null) {
      article(shown).classList.remove('open');
      row(shown).removeAttribute('aria-current');
    }
    shown = id;
    next.classList.add('open');
    const here = row(id);
    here.setAttribute('aria-current', 'true');
    for (let at = here.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
    next.parentElement.scrollTop = 0;
    return true;
  };

  // Brings what is shown to where it can be read.
  const reveal = () => {
    const place = article(shown);
    if (narrow.matches) {
      place.scrollIntoView();
    } else {
      row(shown).scrollIntoView({ block: 'nearest' });
      const box = place.parentElement.getBoundingClientRect();
      if (box.top < 0 || box.top > innerHeight / 2) tree.scrollIntoView();
      row(shown).scrollIntoView({ block: 'nearest' });
    }
    place.focus({ preventScroll: true });
  };

  const rows = () => [...document.querySelectorAll('a.row')].filter((one) => one.checkVisibility());

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-branches]');
    if (button) {
      const open = button.dataset.branches === 'open';
      document.querySelectorAll('details.branch').forEach((one) => { one.open = open; });
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hash = link.getAttribute('href');
    if (hash.startsWith('#row-')) {
      event.preventDefault();
      const here = document.querySelector(hash);
      here.scrollIntoView({ block: 'center' });
      here.focus({ preventScroll: true });
    } else if (show(number(hash))) {
      event.preventDefault();
      if (location.hash !== hash) history.pushState(null, '', hash);
      reveal();
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inDesign = event.target.closest('article.design');
    if (event.key === 'Escape' && inDesign) {
      row(shown).scrollIntoView({ block: 'nearest' });
      row(shown).focus({ preventScroll: true });
      return;
    }
    const here = event.target.closest('a.row');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!here || (!step && event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    const all = rows();
    const last = all.length - 1;
    const at = step ? all.indexOf(here) + step : event.key === 'Home' ? 0 : last;
    const next = all[Math.min(last, Math.max(0, at))];
    next.focus();
    const hash = next.getAttribute('href');
    if (!narrow.matches && show(number(hash))) history.replaceState(null, '', hash);
  });

  const follow = () => {
    if (show(number(location.hash))) reveal();
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);

  const first = document.querySelector('article.first');
  if (first) show(number('#' + first.id));
  follow();
})();
