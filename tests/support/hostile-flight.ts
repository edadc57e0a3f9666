/** The parts of a multipart body as React reads the arguments of a server action, and what somebody hopes to get by it. */
export type FlightPayload = readonly [hope: string, parts: Readonly<Record<string, string>>];

const many = (text: string, times: number) => Array.from({ length: times }, () => text);

/**
 * Of CVE-2025-55182 (React2Shell): a made-up chunk whose `then` React calls, and through it the constructor of functions.
 * @param code what would run on the server
 */
function gadget(
  code: string,
  to: { readonly then: string; readonly get: string; readonly read: string },
): Record<string, string> {
  const response = { _prefix: `${code}//`, _chunks: '$Q2', _formData: { get: to.get } };
  return {
    0: JSON.stringify({
      // biome-ignore lint/suspicious/noThenProperty: that is what it is about
      then: to.then,
      status: 'resolved_model',
      reason: -1,
      value: `{"then":"${to.read}1337"}`,
      _response: response,
    }),
    1: '"$@0"',
    2: '[]',
  };
}

/** Every way into {@link gadget}. */
function gadgets(code: string): FlightPayload[] {
  const thens = ['$1:__proto__:then', '$1:then', '$@1:then', '$1:constructor:prototype:then'];
  const gets = [
    '$1:constructor:constructor',
    '$1:then:constructor',
    '$1:__proto__:constructor:constructor',
    '$1:toString:constructor',
  ];
  // What React takes out of the parts of the body by `get`: a file, and numbers of three kinds.
  const reads = ['$B', '$A', '$o', '$V'];
  return thens.flatMap((then) =>
    gets.flatMap((get) =>
      reads.map(
        (read): FlightPayload => [
          `code through ${then}, ${get} and ${read}`,
          gadget(code, { then, get, read }),
        ],
      ),
    ),
  );
}

/**
 * What must neither run, nor stop, nor fill the server.
 * @param code what would run on the server if it could be made to
 * @param actionId of another action, to be smuggled in as an argument
 */
export function hostilePayloads(code: string, actionId: string): FlightPayload[] {
  return [
    ...gadgets(code),
    // prototypes
    ['a prototype by name', { 0: '[{"__proto__":{"get":1},"constructor":{"prototype":{"get":1}}}]' }],
    ['a constructor by path', { 0: '["$1:__proto__:toString:constructor"]', 1: '{}' }],
    ['a path through nothing', { 0: '["$1:a:b:c:d"]', 1: '{}' }],
    ['a path of 5,000 steps', { 0: `["$1:${many('a', 5000).join(':')}"]`, 1: '{}' }],
    // an end that never comes: CVE-2025-55184, CVE-2026-23869 and their kind
    ['itself', { 0: '"$@0"' }],
    ['itself in a list', { 0: '["$@0"]' }],
    ['each the other', { 0: '"$@1"', 1: '"$@0"' }],
    ['each inside the other', { 0: '["$1"]', 1: '["$0"]' }],
    ['a map of itself', { 0: '["$Q1"]', 1: '[["a","$Q1"]]' }],
    ['a set of itself', { 0: '["$W1"]', 1: '["$W1"]' }],
    ['a part that never comes', { 0: '["$5"]' }],
    ['a stream that never comes', { 0: '["$R1"]' }],
    ['a stream of bytes that never comes', { 0: '["$r1"]' }],
    ['an iterator that never comes', { 0: '["$X1"]' }],
    ['an iterable that never comes', { 0: '["$x1"]' }],
    // too much of it
    ['20,000 lists in each other', { 0: '['.repeat(20_000) + ']'.repeat(20_000) }],
    ['30,000 times the same part', { 0: `[${many('"$1"', 30_000).join()}]`, 1: '{"a":1}' }],
    ['a number of 100,000 digits', { 0: `["$n${'9'.repeat(100_000)}"]` }],
    ['2,000 arguments', { 0: `[${many('1', 2000).join()}]` }],
    ['5,000 parts', Object.fromEntries(many('[]', 5000).map((text, at) => [at, text]))],
    // other things than a form
    ['an action as a method', { 0: '[{"get":"$h1"}]', 1: `{"id":"${actionId}","bound":null}` }],
    ['an action with itself bound', { 0: '["$h1"]', 1: `{"id":"${actionId}","bound":"$@2"}`, 2: '["$h1"]' }],
    ['an action that is not there', { 0: '["$h1"]', 1: `{"id":"${'f'.repeat(42)}","bound":null}` }],
    ['an iterator', { 0: '["$i1"]', 1: '["a"]' }],
    ['a buffer that is not there', { 0: '["$A1"]' }],
    ['a file that is not there', { 0: '["$B1"]' }],
    ['an error', { 0: '["$Z"]' }],
    ['numbers that are none', { 0: '["$-0","$I","$N","$u","$D2020"]' }],
    ['no argument', { 0: '[]' }],
    ['a text', { 0: '["text"]' }],
    ['a form without fields', { 0: '["$K1"]' }],
    ['an object like a form', { 0: '[{"0":["email","x"],"length":1}]' }],
    ['no list', { 0: '1' }],
    ['nothing', { 0: 'null' }],
    ['no JSON', { 0: '{{{' }],
    ['no parts', {}],
  ];
}
