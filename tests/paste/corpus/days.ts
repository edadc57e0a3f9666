import { type Paste, VALUE } from '../values';

/** The day a secret expires, as people and tools write it. */
export const DAYS: readonly Paste[] = [
  {
    name: 'the day: ISO',
    text: `Client secret: ${VALUE}
Expires: 2027-12-16`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: ISO with a time',
    text: `Client secret: ${VALUE}
Expires: 2027-12-16T23:59:59Z`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: ISO with a time and a blank',
    text: `Client secret: ${VALUE}
Expires: 2027-12-16 08:00:00+00:00`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: American',
    text: `Client secret: ${VALUE}
Expires: 12/16/2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: American with a time',
    text: `Client secret: ${VALUE}
Expires: 12/16/2027 8:00:00 AM`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: British',
    text: `Client secret: ${VALUE}
Expires: 16/12/2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: with points',
    text: `Client secret: ${VALUE}
Expires: 16.12.2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: with points and two digits',
    text: `Client secret: ${VALUE}
Expires: 16.12.27`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: English, day first',
    text: `Client secret: ${VALUE}
Expires: 16 Dec 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: English, month first',
    text: `Client secret: ${VALUE}
Expires: December 16, 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: English with an ordinal',
    text: `Client secret: ${VALUE}
Expires: 16th of December, 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: German',
    text: `Client secret: ${VALUE}
Expires: 16. Dezember 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: German, short',
    text: `Client secret: ${VALUE}
Expires: 16. Dez. 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: with slashes, year first',
    text: `Client secret: ${VALUE}
Expires: 2027/12/16`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: Chinese',
    text: `Client secret: ${VALUE}
Expires: 2027年12月16日`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'the day: with dashes',
    text: `Client secret: ${VALUE}
Expires: 16-12-2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a day of two readings',
    text: `Secret: ${VALUE}
Expires: 03/04/2027`,
    take: { clientSecret: VALUE },
    ask: ['secretExpiresOn'],
  },
  {
    name: 'the same number twice is one reading',
    text: `Secret: ${VALUE}
Expires: 04/04/2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-04-04' },
  },
  {
    name: 'March in German',
    text: `Wert: ${VALUE}
Ablaufdatum: 3. März 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-03-03' },
  },
  {
    name: 'May in German',
    text: `Wert: ${VALUE}
Ablauf: 5. Mai 2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-05-05' },
  },
  {
    name: 'milliseconds of older PowerShell',
    text: `{"SecretText": "${VALUE}", "EndDateTime": "\\/Date(1828915200000)\\/"}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'when it was made is not when it ends',
    text: `Secret: ${VALUE}
Created: 2025-12-16
Expires: 2027-12-16`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a day that no calendar has',
    text: `Secret: ${VALUE}
Expires: 31.02.2027`,
    take: { clientSecret: VALUE },
  },
  {
    name: 'two ends',
    text: `Expires: 2027-12-16
Expiry: 2028-12-16`,
    take: {},
    ask: ['secretExpiresOn'],
  },
  {
    name: 'a day behind the secret, without a label',
    text: `${VALUE} 16.12.2027`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
];
