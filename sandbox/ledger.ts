import type { ReadMessage } from './message';

/** A mail that was accepted, which is all that a 202 says. */
export interface AcceptedMail extends Omit<ReadMessage, 'sender' | 'saveToSentItems'> {
  readonly id: string;
  /** The `request-id` that the 202 carried, or would have. */
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** The mailbox it was sent from. */
  readonly address: string;
  readonly savedToSentItems: boolean;
}

/** One request that came in; never a body, a header or a secret. */
export interface SeenRequest {
  readonly method: string;
  /** The host name that it was sent to, with its port when it has one. */
  readonly host: string;
  readonly path: string;
  /** Null while it is in flight, and when the connection was cut before the answer was complete. */
  status: number | null;
  /** Whether the connection was cut before the answer was complete, by either side. */
  cut: boolean;
  /** The app it named, when that is known. */
  clientId: string | null;
  readonly at: string;
}

const MAILS_KEPT = 500;
const REQUESTS_KEPT = 2000;
const BODY_CHARACTERS_KEPT = 32 * 1024 * 1024;

/** What happened since the start, bounded. */
export interface Ledger {
  accept(mail: AcceptedMail): void;
  /** Newest first. */
  mails(): readonly AcceptedMail[];
  forgetMails(): void;
  see(request: SeenRequest): void;
  /** Newest first. */
  requests(): readonly SeenRequest[];
  forgetRequests(): void;
  /** Requests seen since the start or the last `forgetRequests`, also those no longer kept. */
  requestCount(): number;
}

/** An empty ledger that keeps the last 500 mails (fewer when their bodies are over 32 MB together) and 2,000 requests. */
export function createLedger(): Ledger {
  let mails: AcceptedMail[] = [];
  let requests: SeenRequest[] = [];
  let count = 0;
  return {
    accept(mail) {
      let characters = 0;
      mails = [mail, ...mails].slice(0, MAILS_KEPT).filter((kept) => {
        characters += kept.body.length;
        return kept === mail || characters <= BODY_CHARACTERS_KEPT;
      });
    },
    mails: () => mails,
    forgetMails() {
      mails = [];
    },
    see(request) {
      count += 1;
      requests = [request, ...requests].slice(0, REQUESTS_KEPT);
    },
    requests: () => requests,
    forgetRequests() {
      requests = [];
      count = 0;
    },
    requestCount: () => count,
  };
}
