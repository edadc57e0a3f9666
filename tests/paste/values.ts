/** The directory of all pastes of the corpus. */
export const TENANT = '11111111-2222-4333-8444-555555555555';
/** The app. */
export const CLIENT = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
/** The Object ID of the app registration. */
export const OBJECT = '0bbbbbbb-1111-4222-8333-444444444444';
/** The Secret ID, which stands beside the Value. */
export const SECRET_ID = '5ec0e71d-1111-4222-8333-444444444444';
/** An id of something else. */
export const OTHER = '07070707-1111-4222-8333-444444444444';

// Put together here instead of written down: scanners for leaked secrets know the shape.
const shaped = (begin: string, rest: string) => [begin, 'Q~', rest].join('');
/** A Value of today's shape. */
export const VALUE = shaped('fak8', 'not-a.real_secret~of-anybody-at-al');
/** Another one, of a second secret. */
export const VALUE_2 = shaped('two8', 'neither.is_this~one-0123456789abcd');
/** One of 2021, which was shorter. */
export const VALUE_2021 = shaped('old7', 'made.in_2021~by-nobody-0123456789').slice(0, 37);
/** One from before, with signs that are made no more. */
export const VALUE_2019 = 'Ab1:cd?EF/gh2Ij[kl]Mn=op3Qr.st_U';

/** One paste, what is to be taken of it, why the rest is left out, and which fields are asked about. */
export interface Paste {
  readonly name: string;
  readonly text: string;
  readonly take: Readonly<Record<string, string>>;
  readonly leave?: readonly string[];
  readonly ask?: readonly string[];
}
