import type { Candidate, LeftOut, PasteField, SortedPaste } from '@/lib/paste/paste';

/** What became of a value that was found: `kept` means that the field held another, which stays. */
export type Filled = 'filled' | 'same' | 'kept' | 'no_field';

/** What came of a paste. Of a secret the candidates hold what nobody can read by accident: a `Secret`. */
export interface Sorted {
  readonly taken: readonly { readonly candidate: Candidate; readonly became: Filled }[];
  readonly leftOut: readonly LeftOut[];
  readonly questions: SortedPaste['questions'];
}

/** What a field held before it was filled, and what it was filled with. */
export interface Before {
  readonly field: PasteField;
  readonly held: string;
  readonly filled: string;
}

type Control = HTMLInputElement | HTMLSelectElement;

function controlOf(form: HTMLFormElement, field: PasteField): Control | null {
  const control = form.elements.namedItem(field);
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control : null;
}

/**
 * Puts a value into its field of the form, as if somebody had typed it and gone on. A field that holds another value is
 * left alone unless `overwrite` says so; the cloud that a form begins with counts as none.
 */
export function fillField(
  form: HTMLFormElement,
  { field, value }: Candidate,
  overwrite: boolean,
): { became: Filled; before: Before | null } {
  const control = controlOf(form, field);
  const text = typeof value === 'string' ? value : value.reveal();
  const offered =
    !(control instanceof HTMLSelectElement) || [...control.options].some((each) => each.value === text);
  // One that stands hidden under another choice is none to whoever looks at the form.
  if (!control || control.matches(':disabled') || !offered) return { became: 'no_field', before: null };
  const held = control.value;
  if (held === text) return { became: 'same', before: null };
  const empty = held === '' || (field === 'cloud' && held === 'global');
  if (!empty && !overwrite) return { became: 'kept', before: null };
  set(control, text);
  return { became: 'filled', before: { field, held, filled: control.value } };
}

/** Gives the fields back what they held, but for those that somebody has changed since. */
export function restoreFields(form: HTMLFormElement, befores: readonly Before[]): void {
  for (const { field, held, filled } of befores) {
    const control = controlOf(form, field);
    if (control && control.value === filled) set(control, held);
  }
}

function set(control: Control, text: string): void {
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  // What is said when a field is left, such as that a secret is too short.
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}
