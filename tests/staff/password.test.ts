import { describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { passwordFault } from '@/lib/staff/password';

const lin = { name: 'Lin Mei-Hua', email: 'meihua.lin@northwind-traders.example' };

describe('a password that is put together from what everybody tries first is refused', () => {
  test.each([
    'password1234',
    'Password123456!',
    'P@ssw0rd2026',
    'passw0rd-passw0rd',
    '!!!!Welcome2026!!!!',
    'letmein-letmein-1',
    'qwertyuiop12',
    'QWERTYUIOP[]',
    '1qaz2wsx3edc',
    '1q2w3e4r5t6y',
    'asdfghjkl123',
    'poiuytrewq321',
    '123456789012',
    '987654321098',
    'abcdefghijkl',
    'aaaaaaaaaaaa',
    'aaaabbbbcccc',
    'abcabcabcabc',
    'hahahahahaha',
    '11221122112211',
    'iloveyou2020',
    'dragonmonkey99',
    'ｐａｓｓｗｏｒｄ１２３４',
    '            ',
  ])('%j', (password) => expect(passwordFault(new Secret(password), lin)).toBe('password_guessable'));
});

describe('as is one that is made of the product, the own address or the own name', () => {
  test.each([
    'posthouse2026',
    'Posthouse-Password-1',
    'P0sthouse!2026!',
    'northwind2026',
    'traders-northwind',
    'meihua123456',
    'meihua.lin@northwind-traders.example',
    'Lin Mei-Hua ',
  ])('%j', (password) => expect(passwordFault(new Secret(password), lin)).toBe('password_about_you'));
});

describe('one that holds more than that may be used', () => {
  test.each([
    'a long enough one',
    'the right password',
    'correct horse battery staple',
    'twelve chars',
    'mallard under the old bridge',
    'northwind blows over the harbour',
    '信箱今天也要順利寄出去喔',
    'Tr0ub4dor&3-tree',
    'kT9#vQ2!mZ7x',
    'пароль не для всех',
  ])('%j', (password) => expect(passwordFault(new Secret(password), lin)).toBeNull());
});

test('the name of a role in an address says nothing of the person', () => {
  const admin = { name: 'Admin', email: 'admin@firstline.example' };
  expect(passwordFault(new Secret('the admin keeps bees'), admin)).toBeNull();
  expect(passwordFault(new Secret('admin4firstline'), admin)).toBeNull();
  expect(passwordFault(new Secret('firstline-2026'), admin)).toBe('password_about_you');
});
