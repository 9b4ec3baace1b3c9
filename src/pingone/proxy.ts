import { ActionError } from '../error.ts'
import { maskSecret } from '../secrets.ts'

/** The proxies of a run, in the form of undici's EnvHttpProxyAgent; '' for none. */
export type ProxySettings = {
  readonly httpProxy: string
  readonly httpsProxy: string
  readonly noProxy: string
}

/**
 * Reads the proxy variables in either case and masks the credentials in them, as they stand there and
 * as they go into the header. An empty variable is none, and a proxy without a scheme is an HTTP
 * proxy; the runner has both rules as well. Throws an ActionError on a value that is no URL.
 */
export function proxySettings(environment: NodeJS.ProcessEnv): ProxySettings {
  const read = (name: string): string =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || ''
  return {
    httpProxy: proxyUrl('HTTP_PROXY', read('HTTP_PROXY')),
    httpsProxy: proxyUrl('HTTPS_PROXY', read('HTTPS_PROXY')),
    noProxy: read('NO_PROXY')
  }
}

/** The proxy that stands before an origin, as host and port without its credentials, for messages. */
export function proxyFor(settings: ProxySettings, origin: URL): string | undefined {
  const isHttps = origin.protocol === 'https:'
  const proxy = (isHttps && settings.httpsProxy) || settings.httpProxy
  return proxy === '' ? undefined : new URL(proxy).host
}

function proxyUrl(variable: string, text: string): string {
  if (text === '') return ''
  const address = text.includes('://') ? text : `http://${text}`
  try {
    const url = new URL(address)
    maskSecret(url.password)
    const [username, password] = [url.username, url.password].map(decodeURIComponent)
    maskSecret(password ?? '')
    if (username) maskSecret(Buffer.from(`${username}:${password ?? ''}`).toString('base64'))
    return address
  } catch (cause) {
    throw new ActionError(`${variable} is not the URL of a proxy.`, {
      code: 'INVALID_PROXY',
      hint: 'Write it like http://proxy.example.com:8080, with special characters of a password percent-encoded.',
      cause
    })
  }
}
