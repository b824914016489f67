import { h } from '../dom';
import { toneOf } from './service-tone';

/** A service's name with its colour; the name says what the colour only repeats. */
export function serviceName(service: string): HTMLElement {
  return h('span', { class: 'service', 'data-tone': toneOf(service) }, service);
}

/** Choices of a filter by service. */
export function serviceOptions(services: Iterable<string>): { value: string; label: string }[] {
  const names = [...new Set(services)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return [{ value: '', label: 'any' }, ...names.map(name => ({ value: name, label: name }))];
}
