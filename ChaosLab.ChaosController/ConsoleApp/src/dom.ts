/** What an element may hold; null, undefined and false are left out. */
export type Child = Node | string | number | null | undefined | false;

type Handlers = { [K in keyof GlobalEventHandlersEventMap as `on${K}`]?: (event: GlobalEventHandlersEventMap[K]) => void };
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** Attributes and `on<event>` handlers. A style goes to a class, or to `element.style` from script: the page's policy allows no style attribute. */
export interface Props extends Handlers {
  [name: string]: Value;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Makes an HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props | null, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  append(element, children);
  if (props) setAll(element, props);
  return element;
}

/** Makes an SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, props?: Props | null, ...children: (Child | Child[])[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgNamespace, tag);
  append(element, children);
  if (props) setAll(element, props);
  return element;
}

/** Replaces all children. */
export function replace(parent: Element, ...children: (Child | Child[])[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Sets an attribute only when it differs, so that an unchanged page stays untouched. Null removes it. */
export function attribute(element: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === null || value === undefined || (value === false && !needsWord(name))) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const text = value === true && !needsWord(name) ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Sets the text only when it differs. */
export function text(element: Element, value: string): void {
  if (element.textContent !== value) element.textContent = value;
}

let ids = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix: string): string {
  return `${prefix}-${++ids}`;
}

function append(parent: Element, children: (Child | Child[])[]): void {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : String(child));
  }
}

function setAll(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (name === 'style') throw new Error('Use a class, or element.style: the page allows no style attribute.');
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (name === 'value' && hasValue(element)) element.value = String(value ?? '');
    else attribute(element, name, value);
  }
}

function hasValue(element: Element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

function needsWord(name: string): boolean {
  return name.startsWith('aria-') || name.startsWith('data-') || name === 'draggable' || name === 'spellcheck' || name === 'contenteditable';
}
