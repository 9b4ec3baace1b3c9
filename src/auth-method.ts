/** The values of PingOne's `tokenEndpointAuthMethod`. */
export const AUTH_METHODS = [
  'NONE',
  'CLIENT_SECRET_BASIC',
  'CLIENT_SECRET_POST',
  'CLIENT_SECRET_JWT',
  'PRIVATE_KEY_JWT'
] as const

export type AuthMethod = (typeof AUTH_METHODS)[number]

type MethodRules = {
  /** A higher number is a stronger method. */
  readonly strength: number
  /** Whether the client must send a secret or a proof that it knows a key. */
  readonly authenticates: boolean
  /** Whether the application must have `jwks` or `jwksUrl`. */
  readonly needsKeys: boolean
  /** Whether the button Get Access Token of PingOne's console works with it. */
  readonly worksInConsole: boolean
  /** Grant types and application types that PingOne's documentation rules out. */
  readonly excludedGrantTypes: readonly string[]
  readonly excludedTypes: readonly string[]
}

const CLIENT_SECRET: MethodRules = {
  strength: 1,
  authenticates: true,
  needsKeys: false,
  worksInConsole: true,
  excludedGrantTypes: [],
  excludedTypes: []
}

/** What is documented of each method without contradiction; disputed points are warnings elsewhere. */
export const METHOD_RULES: { readonly [method in AuthMethod]: MethodRules } = {
  NONE: {
    strength: 0,
    authenticates: false,
    needsKeys: false,
    worksInConsole: false,
    excludedGrantTypes: ['CLIENT_CREDENTIALS', 'CIBA'],
    excludedTypes: ['WORKER', 'SERVICE']
  },
  CLIENT_SECRET_BASIC: CLIENT_SECRET,
  CLIENT_SECRET_POST: CLIENT_SECRET,
  CLIENT_SECRET_JWT: { ...CLIENT_SECRET, strength: 2, worksInConsole: false },
  PRIVATE_KEY_JWT: { ...CLIENT_SECRET, strength: 3, worksInConsole: false, needsKeys: true }
}

/**
 * The method that a text names, in PingOne's spelling or in that of RFC 7591 section 2
 * (`client_secret_post`), which differs from it by case alone. Undefined when it names none.
 */
export function parseAuthMethod(text: string): AuthMethod | undefined {
  return AUTH_METHODS.find((method) => method === text.toUpperCase())
}
