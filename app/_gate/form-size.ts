/**
 * The most that a form may weigh on its way, in bytes; what its fields allow stays far below. The
 * server takes a little more (next.config.js), for the envelope that Next puts around a form.
 */
export const FORM_LIMIT_BYTES = 240_000;

/** The same for the one form that carries files: 25 MB of them, and its fields. */
export const MAIL_FORM_LIMIT_BYTES = 25_300_000;

/** How many files it may carry; the words of `too_many_files` name the number. */
export const MOST_FILES = 20;

/** What a form weighs on its way, in bytes. */
export async function formSize(form: FormData): Promise<number> {
  return (await new Response(form).blob()).size;
}

/** The name of the field that weighs the most. */
export function heaviestField(form: FormData): string {
  const weights = [...form].map(([name, value]) => ({ name, weight: new Blob([value]).size }));
  return weights.sort((a, b) => b.weight - a.weight)[0]?.name ?? '';
}
