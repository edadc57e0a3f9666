import type { Offer } from './ladder';

/** Puts right in the form what a check offers to, as if somebody had typed it. */
export function correctValues(form: HTMLFormElement, offer: Offer): void {
  const [tenant, client] = [inputOf(form, 'tenantId'), inputOf(form, 'clientId')];
  if (offer === 'swap') {
    const before = tenant?.value ?? '';
    type(tenant, client?.value ?? '');
    type(client, before);
  } else type(inputOf(form, 'cloud'), offer);
}

function inputOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement | null {
  const control = form.elements.namedItem(name);
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control : null;
}

function type(control: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (!control) return;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
}
