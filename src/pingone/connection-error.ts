import { ActionError } from '../error.ts'

type Circumstances = {
  /** The request, described for a message. */
  readonly request: string
  readonly host: string
  /** Host and port of the proxy that is configured for this request. */
  readonly proxy: string | undefined
  readonly timedOutAfterMs: number | undefined
}

const UNTRUSTED = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
]

// No byte of the request has left when a connection fails so.
const NOT_CONNECTED = [
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT'
]

/** The error for a request that got no answer: which it was, why, whether another try may help. */
export function connectionError(cause: unknown, circumstances: Circumstances): ActionError {
  const { request, host, proxy, timedOutAfterMs } = circumstances
  const via = proxy === undefined ? '' : ` by way of the proxy ${proxy}`
  if (timedOutAfterMs !== undefined) {
    return new ActionError(`${request}${via} got no answer within ${timedOutAfterMs / 1000} s.`, {
      code: 'TIMEOUT',
      hint: 'Run it again; raise request-timeout if the network is slow.',
      retryable: true,
      effect: 'unknown',
      cause
    })
  }
  const code = codeOf(cause)
  const proxyStatus = /^Prox.*\((\d{3})\)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  if (proxyStatus !== undefined || code === 'UND_ERR_PRX_TLS' || code === 'UND_ERR_PRX_CONN') {
    return proxyError(proxy ?? host, request, proxyStatus, cause)
  }
  if (UNTRUSTED.includes(code)) {
    return new ActionError(
      `${host} showed a certificate of an authority that this runner does not trust (${code}).`,
      {
        code,
        hint: 'If a proxy of your own inspects TLS, set NODE_EXTRA_CA_CERTS in env: to the path of its CA certificate in PEM.',
        cause
      }
    )
  }
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_')) {
    return new ActionError(`${host} and this runner could not agree on TLS (${code}).`, {
      code,
      hint: 'Check api-url and auth-url, the clock of the runner, and whether something inspects TLS on the way; a CA of your own goes into NODE_EXTRA_CA_CERTS.',
      cause
    })
  }
  if (code === 'ENOTFOUND') {
    return new ActionError(`The name of ${proxy ?? host} cannot be resolved.`, {
      code,
      hint: 'Check region, api-url and auth-url, and whether this runner needs HTTPS_PROXY.',
      cause
    })
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new ActionError(`${request} got an answer that is too large to come from PingOne.`, {
      code,
      hint: 'Check api-url and auth-url.',
      effect: 'unknown',
      cause
    })
  }
  const isUnsent = NOT_CONNECTED.includes(code)
  const what = isUnsent ? 'could not reach the server' : 'lost its connection before the answer'
  return new ActionError(`${request}${via} ${what} (${code}).`, {
    code,
    hint: 'Run it again; if it goes on, check the network of the runner and whether it needs HTTPS_PROXY.',
    retryable: true,
    effect: isUnsent ? 'none' : 'unknown',
    cause
  })
}

function proxyError(
  proxy: string,
  request: string,
  status: string | undefined,
  cause: unknown
): ActionError {
  const isRefusal = status?.startsWith('4') ?? false
  const answer = status === undefined ? 'failed' : `answered ${status}`
  return new ActionError(`The proxy ${proxy} ${answer}, so ${request} was not sent.`, {
    code: 'PROXY',
    hint:
      status === '407'
        ? 'Put the right user and password into HTTPS_PROXY, percent-encoded.'
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy lets this host through.',
    retryable: !isRefusal,
    cause
  })
}

/** The system's, Node's or undici's code of an error; for several addresses tried, that of the first. */
function codeOf(cause: unknown): string {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause
  if (!(error instanceof Error)) return 'UNKNOWN'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
