/** The values of PingOne's `tokenEndpointAuthMethod`. */
export const AUTH_METHODS = [
  'NONE',
  'CLIENT_SECRET_BASIC',
  'CLIENT_SECRET_POST',
  'CLIENT_SECRET_JWT',
  'PRIVATE_KEY_JWT'
] as const

export type AuthMethod = (typeof AUTH_METHODS)[number]

/**
 * The method that a text names, in PingOne's spelling or in that of RFC 7591 section 2
 * (`client_secret_post`), which differs from it by case alone. Undefined when it names none.
 */
export function parseAuthMethod(text: string): AuthMethod | undefined {
  return AUTH_METHODS.find((method) => method === text.toUpperCase())
}
