/** A part of the page that stands for one item and follows it. */
export interface Part<T> {
  element: Element;
  update(item: T): void;
}

/** Keeps the children of an element in step with a list: parts stay, move, come and go, so focus and scrolling survive an update. */
export function keyed<T>(parent: Element, keyOf: (item: T) => string, make: (item: T) => Part<T>): (items: readonly T[]) => void {
  let parts = new Map<string, Part<T>>();
  return items => {
    const next = new Map<string, Part<T>>();
    let place: Element | null = parent.firstElementChild;
    for (const item of items) {
      const key = keyOf(item);
      const part = parts.get(key) ?? make(item);
      part.update(item);
      next.set(key, part);
      if (part.element === place) place = place.nextElementSibling;
      else parent.insertBefore(part.element, place);
    }
    for (const [key, part] of parts) {
      if (next.get(key) !== part) part.element.remove();
    }
    parts = next;
  };
}
