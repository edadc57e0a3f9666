import { NothingHere } from '@/app/nothing-here';

/** The answer to a mailbox, customer or message that is not there. The navigation stays. */
export default function NotFound() {
  return <NothingHere />;
}
