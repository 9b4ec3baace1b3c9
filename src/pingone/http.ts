import { EnvHttpProxyAgent, request as undiciRequest } from 'undici'
import type { ActionError } from '../error.ts'
import { connectionError } from './connection-error.ts'
import { type ProxySettings, proxyFor } from './proxy.ts'

// An application is some kilobytes; nothing that answers with more than this is PingOne.
const MAX_ANSWER_BYTES = 16 * 1024 * 1024

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the request early; its reason is thrown. */
  readonly signal?: AbortSignal | undefined
}

export type HttpAnswer = {
  readonly status: number
  readonly text: string
  readonly correlationId: string | undefined
  readonly retryAfterMs: number | undefined
}

export type Http = {
  /** Sends one request once and reads its answer whole. Follows no redirect. Throws an ActionError. */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>
  /** The `Correlation-Id` of every answer so far, in order. */
  readonly correlationIds: readonly string[]
  readonly close: () => Promise<void>
}

export type HttpOptions = {
  readonly requestTimeoutMs: number
  readonly proxies: ProxySettings
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
}

/** Opens a client that keeps its connections for the run; close it, or the process does not end. */
export function openHttp({ requestTimeoutMs, proxies, headers }: HttpOptions): Http {
  // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in a runner's environment has no effect.
  const tls = { rejectUnauthorized: true, timeout: requestTimeoutMs }
  const dispatcher = new EnvHttpProxyAgent({
    ...proxies,
    // Requests follow one another. A pool would open a second connection, as it takes the first for
    // busy until a tick after its answer.
    connections: 1,
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
    maxResponseSize: MAX_ANSWER_BYTES
  })
  const correlationIds: string[] = []
  return {
    correlationIds,
    close: () => dispatcher.destroy(),
    async send(request) {
      const timeout = AbortSignal.timeout(requestTimeoutMs)
      try {
        const answer = await undiciRequest(request.url, {
          dispatcher,
          method: request.method,
          headers: { ...request.headers, ...headers },
          body: request.body ?? null,
          signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
        })
        const correlationId = single(answer.headers['correlation-id'])
        if (correlationId !== undefined) correlationIds.push(correlationId)
        return {
          status: answer.statusCode,
          text: await answer.body.text(),
          correlationId,
          retryAfterMs: parseRetryAfter(single(answer.headers['retry-after']), Date.now())
        }
      } catch (cause) {
        request.signal?.throwIfAborted()
        throw failure(cause, request, timeout.aborted)
      }
    }
  }

  function failure(cause: unknown, request: HttpRequest, timedOut: boolean): ActionError {
    const url = new URL(request.url)
    return connectionError(cause, {
      request: describeRequest(request),
      host: url.host,
      proxy: proxyFor(proxies, url),
      timedOutAfterMs: timedOut ? requestTimeoutMs : undefined
    })
  }
}

/** A request as it may stand in a message: without query and body. */
export function describeRequest({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  const { host, pathname } = new URL(url)
  return `${method} ${host}${pathname}`
}

/** The wait in milliseconds that a `Retry-After` header asks for (RFC 9110 section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  // Date.parse takes far more than an HTTP-date, which begins with the day's name.
  const date = /^[A-Z][a-z]/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
