/**
 * What Vitest 5 uses and Node 20 lacks (it asks for Node 22). Without `Map.groupBy` it runs the tests there and then
 * cannot print what failed.
 */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function withResolvers<T>() {
  let settle: unknown;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as object) };
}

if (!('groupBy' in Map)) Object.assign(Map, { groupBy });
if (!('groupBy' in Object)) {
  Object.assign(Object, {
    groupBy: <T>(items: Iterable<T>, keyOf: (item: T) => string) => Object.fromEntries(groupBy(items, keyOf)),
  });
}
if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
