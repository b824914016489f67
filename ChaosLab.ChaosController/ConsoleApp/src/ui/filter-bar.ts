import { h, uniqueId } from '../dom';
import type { PageContext } from '../shell/page';
import { writeQuery } from './query';
import { settled } from './timing';

/** A filter of a list; its value is kept in the address under its name. */
export interface Filter {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'select';
  placeholder?: string;
  /** Of a select: what can be chosen; the first is taken when the address says nothing. */
  options?: readonly { value: string; label: string }[];
  /** Wider than the others: for free text. */
  wide?: boolean;
}

export interface FilterBar {
  element: HTMLElement;
  /** Offers other choices, and keeps the one that is made. */
  offer(name: string, options: readonly { value: string; label: string }[]): void;
  /** Sets a value as if a person had. */
  set(name: string, value: string): void;
}

/** Controls for the filters of a list. They read the address, write it, and tell when something changed. */
export function filterBar(context: PageContext, filters: readonly Filter[], changed: () => void, ...more: HTMLElement[]): FilterBar {
  const { query, signal } = context;
  const controls = new Map<string, HTMLInputElement | HTMLSelectElement>();
  const later = settled(300, signal, changed);

  const fields = filters.map(filter => {
    const id = uniqueId('filter');
    const control = filter.kind === 'select' ? select(filter, id) : input(filter, id);
    controls.set(filter.name, control);
    return h('div', { class: filter.wide ? 'filter filter-wide' : 'filter' }, h('label', { for: id }, filter.label), control);
  });

  function write(name: string, value: string): void {
    const usual = filters.find(filter => filter.name === name)?.options?.[0]?.value;
    writeQuery(context.query, { [name]: value === usual ? undefined : value });
  }

  function input(filter: Filter, id: string): HTMLInputElement {
    const control = h('input', {
      id, type: filter.kind === 'number' ? 'number' : 'search', min: filter.kind === 'number' ? 0 : undefined,
      placeholder: filter.placeholder, value: query.get(filter.name) ?? '', autocomplete: 'off', spellcheck: false,
      oninput: () => { write(filter.name, control.value.trim()); later(); },
    });
    return control;
  }

  function select(filter: Filter, id: string): HTMLSelectElement {
    const control = h('select', { id, onchange: () => { write(filter.name, control.value); changed(); } });
    fill(control, filter.options ?? [], query.get(filter.name) ?? filter.options?.[0]?.value ?? '');
    return control;
  }

  const element = h('form', { class: 'filters', role: 'search', onsubmit: event => event.preventDefault() }, fields, more);
  return {
    element,
    offer(name, options) {
      const control = controls.get(name);
      if (control instanceof HTMLSelectElement) fill(control, options, control.value || (query.get(name) ?? ''));
    },
    set(name, value) {
      const control = controls.get(name);
      if (control) control.value = value;
      write(name, value);
      changed();
    },
  };
}

function fill(control: HTMLSelectElement, options: readonly { value: string; label: string }[], chosen: string): void {
  const all = options.some(option => option.value === chosen) || chosen === '' ? options : [...options, { value: chosen, label: chosen }];
  const known = [...control.options].map(option => option.value + option.text).join('\n');
  if (known === all.map(option => option.value + option.label).join('\n')) return;
  control.replaceChildren(...all.map(option => h('option', { value: option.value }, option.label)));
  control.value = chosen;
}
