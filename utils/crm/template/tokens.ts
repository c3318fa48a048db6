/** What signing in gave. A secret: it is kept in the vault, never in exports, logs or messages to pages. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Epoch milliseconds after which the token is renewed without asking; absent: never by time. */
  readonly renewAt?: number;
  /** Members of the answer the template keeps (`TokenOutputs`), checked against `TrustedHosts`. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Where tokens are kept. */
export interface TokenStore {
  load(): Promise<Tokens | undefined>;
  save(tokens: Tokens | undefined): Promise<void>;
}

/** Tokens that are forgotten with the page: for trying a template, and for tests. */
export function createMemoryTokenStore(initial?: Tokens): TokenStore {
  let tokens = initial;
  return {
    load: () => Promise.resolve(tokens),
    save: (next) => {
      tokens = next;
      return Promise.resolve();
    },
  };
}
