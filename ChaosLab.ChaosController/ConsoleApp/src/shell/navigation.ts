import { attribute, h } from '../dom';
import { icon } from '../ui/icon';
import { routes } from './routes';

/** The list of pages, with the way out at its end; on a small screen it opens and closes with the menu button. */
export function navigation(end: HTMLElement): { element: HTMLElement; menu: HTMLButtonElement; entered(path: string): void } {
  const links = routes.flatMap(route => route.nav
    ? [h('a', { href: route.pattern, class: 'nav-link', title: `g ${route.nav.key}` }, icon(route.nav.icon), route.nav.label)]
    : []);
  const element = h('nav', { id: 'navigation', class: 'navigation', 'aria-label': 'Pages' }, h('ul', null, links.map(link => h('li', null, link)), h('li', { class: 'nav-end' }, end)));
  const menu = h('button', {
    type: 'button', class: 'button quiet menu', 'aria-controls': 'navigation', 'aria-expanded': 'false', 'aria-label': 'Pages', onclick: () => open(!isOpen()),
  }, icon('menu'));

  function isOpen(): boolean {
    return menu.getAttribute('aria-expanded') === 'true';
  }

  function open(yes: boolean): void {
    attribute(menu, 'aria-expanded', yes);
    element.classList.toggle('open', yes);
  }

  element.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !isOpen()) return;
    open(false);
    menu.focus();
  });
  document.addEventListener('click', event => {
    if (isOpen() && event.target instanceof Node && !element.contains(event.target) && !menu.contains(event.target)) open(false);
  });

  return {
    element,
    menu,
    entered(path) {
      open(false);
      for (const link of links) {
        const own = link.getAttribute('href') ?? '';
        const here = own === '/' ? path === '/' : path === own || path.startsWith(`${own}/`);
        attribute(link, 'aria-current', here ? (path === own ? 'page' : 'true') : null);
      }
    },
  };
}
