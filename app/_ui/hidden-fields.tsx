/** What a form sends besides what is typed: each property as a hidden field of its name. */
export function HiddenFields(fields: Readonly<Record<string, string | number>>) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
