/** How many forms with files are held in memory at once, in this process: each takes several times its own weight. */
const AT_ONCE = 4;

const held = new Set<string>();

/**
 * Lets one person's form with files in, one at a time for each person.
 * @returns what lets it go again; null: this person's last one, or as many as there is room for, are still held
 */
export function holdLargeForm(staffMemberId: string): (() => void) | null {
  if (held.has(staffMemberId) || held.size >= AT_ONCE) return null;
  held.add(staffMemberId);
  return () => held.delete(staffMemberId);
}
