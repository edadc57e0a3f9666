import { NothingHere } from './nothing-here';

/** The answer to an address that no page stands at. */
export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}
