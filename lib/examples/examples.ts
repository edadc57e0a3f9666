/** Why the examples could not be loaded. */
export type ExamplesFailure =
  /** They run in the sandbox, and it is off. */
  | { readonly code: 'examples_need_sandbox' }
  /** The sandbox is on, but does not answer or has none of what is asked of it. */
  | { readonly code: 'sandbox_silent' }
  /** All of them are there already. */
  | { readonly code: 'examples_there' };

/** A mailbox to be made, and what is then done with it. */
export interface ExampleMailbox {
  /**
   * The sandbox's scenario whose app registration serves it; null: the customer has not sent it yet. One that another
   * mailbox of this customer uses too is made once.
   */
  readonly scenario: string | null;
  /** Null: the scenario's own mailbox. A number: one of its other mailboxes. A text: this address. */
  readonly address: number | string | null;
  readonly description: string;
  /** The day the secret expires, counted from today; null: nobody knows. */
  readonly expiresInDays: number | null;
  /** How many test mails are sent after it; "untested" leaves even the connection test out. */
  readonly mails: number | 'untested';
  readonly paused?: boolean;
}

/** A customer to be made. */
export interface ExampleCustomer {
  readonly name: string;
  readonly note: string;
  readonly mailboxes: readonly ExampleMailbox[];
}

const hotelEvents = 'events@harbour-hotel.example';

/** Two customers with a mailbox in every status. The names say nothing of the sandbox; its strip on every page does. */
export const EXAMPLES: readonly ExampleCustomer[] = [
  {
    name: 'Alder Foods',
    note: 'Example. Their administrator answers within a day and prefers e-mail.',
    mailboxes: [
      {
        scenario: 'working-mailbox',
        address: null,
        description: 'Answers to tickets from the website.',
        expiresInDays: 412,
        mails: 2,
      },
      {
        scenario: 'working-mailbox',
        address: 0,
        description: 'Order confirmations.',
        expiresInDays: 412,
        mails: 1,
      },
      {
        scenario: 'working-mailbox',
        address: 1,
        description: 'On leave until further notice.',
        expiresInDays: 412,
        mails: 0,
        paused: true,
      },
      {
        scenario: 'working-elm-library',
        address: null,
        description: 'The library café. A new secret was asked for.',
        expiresInDays: 6,
        mails: 1,
      },
      {
        scenario: 'working-fjord-outfitters',
        address: null,
        description: 'Taken over without the day on which the secret expires.',
        expiresInDays: null,
        mails: 1,
      },
    ],
  },
  {
    name: 'Harbour Group',
    note: 'Example. Hotel, clinics and logistics, each with its own directory.',
    mailboxes: [
      {
        scenario: 'tenant-by-domain',
        address: null,
        description: 'Reservations and questions of guests.',
        expiresInDays: 300,
        mails: 1,
      },
      {
        scenario: 'expired-secret',
        address: hotelEvents,
        description: 'Weddings and conferences.',
        expiresInDays: -12,
        mails: 0,
      },
      {
        scenario: 'mailbox-without-exchange',
        address: null,
        description: 'Orders to suppliers.',
        expiresInDays: 300,
        mails: 1,
      },
      {
        scenario: 'working-beacon-clinics',
        address: null,
        description: 'Reminders of appointments.',
        expiresInDays: 260,
        mails: 'untested',
      },
      {
        scenario: 'working-cedar-logistics',
        address: null,
        description: 'Delivery notes.',
        expiresInDays: 24,
        mails: 0,
      },
      {
        scenario: null,
        address: 'spa@harbour-hotel.example',
        description: 'Opens next month.',
        expiresInDays: null,
        mails: 'untested',
      },
    ],
  },
];
