/** Closes a union: the compiler proves that no case is left, and a value from outside that slipped through is named. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
