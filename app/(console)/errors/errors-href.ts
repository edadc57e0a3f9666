/** The address of the page that looks up `codes` or shows `outcome`, about a mailbox or about none. */
export function errorsHref({
  codes = [],
  outcome = null,
  mailbox = null,
}: {
  readonly codes?: readonly string[] | null;
  readonly outcome?: string | null;
  readonly mailbox?: string | null;
}): string {
  const query = new URLSearchParams();
  for (const code of codes ?? []) query.append('code', code);
  if (outcome) query.set('outcome', outcome);
  if (mailbox) query.set('mailbox', mailbox);
  return query.size > 0 ? `/errors?${query}` : '/errors';
}
