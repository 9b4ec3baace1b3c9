import type { IncomingHttpHeaders } from 'node:http'
import { type JsonValue, printJson } from './json.ts'

/** A request as the decisions see it: no sockets. */
export type EmulatorRequest = {
  readonly method: string
  readonly path: string
  /** Without the question mark; empty when there is none. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Scheme and host as the client addressed them, so that links and audiences fit its names. */
  readonly origin: string
  readonly correlationId: string
}

export type Answer = {
  readonly status: number
  readonly body?: JsonValue
  readonly headers?: Readonly<Record<string, string>>
}

/** The media type without its parameters (RFC 9110, 8.3.1). */
export function mediaType(headers: IncomingHttpHeaders): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** An answer as it goes over the wire. */
export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export function printAnswer(answer: Answer, correlationId: string): Reply {
  const text = answer.body === undefined ? '' : printJson(answer.body)
  const headers = {
    'Correlation-Id': correlationId,
    'Cache-Control': 'no-cache, no-store',
    ...answer.headers
  }
  return {
    status: answer.status,
    headers: text === '' ? headers : { ...headers, 'Content-Type': 'application/json' },
    text
  }
}
