import { createHash, randomBytes } from 'node:crypto';
import type { ReadAttachment, ReadMessage } from './message';

/** A message in a mailbox: a draft, or a copy of one that was sent. */
export interface Item {
  /** The mailbox that it lies in. */
  readonly address: string;
  /** Changes when the message moves to another folder. */
  id: string;
  /** Stays, also when a draft is sent: the copy in Sent Items has it. */
  readonly immutableId: string;
  folder: 'drafts' | 'sentitems';
  readonly message: ReadMessage;
  readonly attachments: ReadAttachment[];
  readonly createdAt: string;
}

/** A large file on its way into a draft. What came is hashed and dropped. */
export interface UploadSession {
  readonly id: string;
  /** What lets in whoever knows it. */
  readonly authToken: string;
  readonly item: Item;
  readonly name: string;
  readonly contentId: string | null;
  readonly size: number;
  received: number;
  readonly hash: ReturnType<typeof createHash>;
  readonly expiresAt: Date;
}

/** How long an upload session stays open, in milliseconds. */
const SESSION_MS = 60 * 60_000;
const ITEMS_KEPT = 500;

/** What lies in the mailboxes, bounded. */
export interface Items {
  add(address: string, folder: Item['folder'], message: ReadMessage, now: Date): Item;
  /** By its id, or by the immutable one where that was asked for. */
  find(address: string, id: string, immutable: boolean): Item | undefined;
  /** Newest first. */
  list(address: string, folder: Item['folder']): readonly Item[];
  /** A draft that was sent: into Sent Items, under another id. */
  moveToSent(item: Item): void;
  remove(item: Item): void;
  open(item: Item, file: Pick<UploadSession, 'name' | 'contentId' | 'size'>, now: Date): UploadSession;
  session(id: string): UploadSession | undefined;
  close(session: UploadSession): void;
  clear(): void;
}

/** Empty mailboxes. The last 500 messages are kept. */
export function createItems(): Items {
  let items: Item[] = [];
  const sessions = new Map<string, UploadSession>();
  return {
    add(address, folder, message, now) {
      const attachments = [...message.attachments];
      const createdAt = now.toISOString();
      const ids = { id: newId('AAMkAG'), immutableId: newId('AAkALg') };
      const item: Item = { address, folder, message, attachments, createdAt, ...ids };
      items = [item, ...items].slice(0, ITEMS_KEPT);
      return item;
    },
    find: (address, id, immutable) =>
      items.find(
        (item) => item.address === address && (item.id === id || (immutable && item.immutableId === id)),
      ),
    list: (address, folder) => items.filter((item) => item.address === address && item.folder === folder),
    moveToSent(item) {
      item.folder = 'sentitems';
      item.id = newId('AAMkAG');
    },
    remove(item) {
      items = items.filter((other) => other !== item);
    },
    open(item, file, now) {
      const session: UploadSession = {
        id: randomBytes(12).toString('base64url'),
        authToken: randomBytes(24).toString('base64url'),
        item,
        ...file,
        received: 0,
        hash: createHash('sha256'),
        expiresAt: new Date(now.getTime() + SESSION_MS),
      };
      sessions.set(session.id, session);
      return session;
    },
    session: (id) => sessions.get(id),
    close(session) {
      sessions.delete(session.id);
    },
    clear() {
      items = [];
      sessions.clear();
    },
  };
}

const newId = (beginning: string) => `${beginning}${randomBytes(48).toString('base64url')}=`;
