import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MICROSOFT_FAILURES } from '@/lib/microsoft/failure';
import { failureOfEntra, failureOfEntraAnswer } from '@/lib/microsoft/failure-of-entra';
import { failureOfGraph } from '@/lib/microsoft/failure-of-graph';
import { failureOfNetwork } from '@/lib/microsoft/failure-of-network';
import { Secret } from '@/lib/secret';

const TOKEN = `eyJ0eXAiOiJKV1QifQ.${'eyJyb2xlcyI6W119'}.c2lnbmF0dXJl`;
const SECRET = 'Fk8Q~not-a/real+secret & no key';

describe('what is kept of an answer', () => {
  const echoes: readonly [string, string][] = [
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a form', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in HTML', SECRET.replace('&', '&amp;')],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ];
  test.each(echoes)('an echoed secret is cut out: %s', (_how, echo) => {
    const body = JSON.stringify({
      error: `code ${echo}`,
      error_description: `You sent ${echo} here`,
      trace_id: echo,
    });
    const kept = JSON.stringify(
      failureOfEntraAnswer({ status: 401, headers: {}, body }, [new Secret(SECRET)]),
    );
    expect(kept).toContain('You sent *** here');
    expect(kept).not.toContain(echo);
  });

  test('a JWT is cut out, whole or in part, known or not', () => {
    for (const echo of [TOKEN, TOKEN.slice(0, 30), TOKEN.slice(0, 12)]) {
      expect(failureOfGraph(400, {}, `You sent ${echo} here`).raw.message).toBe('You sent *** here');
    }
  });

  test('an answer that broke off in the middle of a secret keeps no more of it than Entra shows', () => {
    for (let length = 1; length < SECRET.length; length++) {
      const body = `{"error_description":"You sent ${SECRET.slice(0, length)}`;
      const { message } = failureOfEntraAnswer({ status: 302, headers: {}, body }, [new Secret(SECRET)]).raw;
      expect(message).toMatch(length > 3 ? /You sent \*\*\*$/ : /You sent Fk?8?$/);
    }
  });

  test('a secret at the edge of the cut does not stay in part', () => {
    const { message } = failureOfGraph(400, {}, `${'x'.repeat(990)}${SECRET} and more and more`, {
      secrets: [new Secret(SECRET)],
    }).raw;
    expect(message).toHaveLength(1_000);
    expect(message).not.toContain('Fk8');
  });

  test('what Postgres could not store does not stay', () => {
    const body = JSON.stringify({ error: { code: 'a\u0000b', message: `\ud800${'é'.repeat(998)}😀😀` } });
    const { code, message } = failureOfGraph(400, {}, body).raw;
    expect(code).toBe('ab');
    expect(message).toBe(Buffer.from(message ?? '').toString());
    expect(message?.length).toBeLessThanOrEqual(1_000);
  });
});

describe('whatever comes', () => {
  const secret = fc.string({ minLength: 4, maxLength: 60, unit: 'binary' });
  const codes = new Set<string>(Object.keys(MICROSOFT_FAILURES));
  const shape = (text: fc.Arbitrary<string>) => {
    const value = fc.oneof(
      text,
      fc.jsonValue(),
      fc.record({ code: fc.oneof(text, fc.jsonValue()), message: text }),
    );
    return fc.record(
      {
        error: value,
        error_description: value,
        error_codes: fc.oneof(fc.array(fc.oneof(fc.integer(), text)), fc.jsonValue()),
        trace_id: value,
        correlation_id: value,
        message: value,
      },
      { requiredKeys: [] },
    );
  };
  const scene = secret.chain((hidden) => {
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constant(hidden),
          fc.constant(encodeURIComponentSafe(hidden)),
        ),
      )
      .map((parts) => parts.join(''));
    return fc.record({
      hidden: fc.constant(hidden),
      status: fc.oneof(
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom(200, 202, 400, 401, 403, 404, 429, 503),
      ),
      headers: fc.dictionary(
        fc.constantFrom('retry-after', 'content-type', 'request-id', 'client-request-id', 'x-ms-request-id'),
        text,
      ),
      body: fc.oneof(
        text,
        fc.json(),
        shape(text).map((value) => JSON.stringify(value)),
      ),
      error: fc.oneof(
        fc.anything(),
        fc.record({ errorCode: fc.anything(), errorNo: fc.anything(), errorMessage: text, message: text }),
        fc.record({ errorCode: fc.record({ code: text }), status: fc.anything(), correlationId: text }),
      ),
    });
  });

  test('nothing is thrown, and no text holds the secret', () => {
    fc.assert(
      fc.property(scene, ({ hidden, status, headers, body, error }) => {
        for (const failure of [
          failureOfGraph(status, headers, body, { secrets: [new Secret(hidden)] }),
          failureOfEntraAnswer({ status, headers, body }, [new Secret(hidden)]),
          failureOfEntra(error, [new Secret(hidden)]),
          failureOfNetwork(error, [new Secret(hidden)]),
        ]) {
          expect(codes.has(failure.code)).toBe(true);
          const { code, message, requestId, correlationId } = failure.raw;
          for (const text of [code, message, requestId, correlationId]) {
            expect(text?.includes(hidden) ?? false).toBe(false);
            expect(text?.length ?? 0).toBeLessThanOrEqual(1_000);
          }
          const wait = failure.retryAfterSeconds;
          expect(wait === null || (Number.isInteger(wait) && wait >= 0 && wait <= 86_400)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function encodeURIComponentSafe(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
