import type { Json, JsonObject } from '../json/json.ts'
import type { AccessTokenSource } from './access-token.ts'
import { answerError, parseBody } from './answer-error.ts'
import type { Http, HttpAnswer, HttpRequest } from './http.ts'
import type { Pace } from './pace.ts'
import { type RetryOptions, withRetries } from './retry.ts'

/** The management API for those who only look. Paths are relative to its base. */
export type ReadApi = {
  /** Reads, again where that may help. The JSON is undefined when the answer holds none. */
  readonly get: (path: string) => Promise<Json | undefined>
  /** Reads once and at once, whatever the pace and whether the run is to stop: a write hangs on it. */
  readonly getOnce: (path: string) => Promise<Json | undefined>
  readonly retries: RetryOptions
}

export type WriteApi = ReadApi & {
  /**
   * Sends one PUT, which is awaited whatever happens meanwhile. It is the caller's to try again: a
   * write whose effect is unknown must not be repeated blindly.
   */
  readonly put: (path: string, body: JsonObject) => Promise<Json | undefined>
  /** Waits for the pace to allow a PUT. Throws the reason when the run is to stop meanwhile. */
  readonly turn: () => Promise<void>
}

export type ApiOptions = {
  readonly apiUrl: string
  readonly http: Http
  readonly accessToken: AccessTokenSource
  readonly pace: Pace
  readonly retries: RetryOptions
  /** Ends a write in flight, and the reading that tells how one ended. */
  readonly writeSignal: AbortSignal
  readonly settleSignal: AbortSignal
}

/** The API without any way to write. */
export function readApi(options: ApiOptions): ReadApi {
  const { apiUrl, pace, retries, settleSignal } = options
  const get = (path: string, signal: AbortSignal): Promise<Json | undefined> =>
    send({ method: 'GET', url: `${apiUrl}${path}`, signal }, options)
  return {
    retries,
    get: (path) =>
      withRetries(async () => {
        await pace.take(retries.signal)
        return get(path, retries.signal)
      }, retries),
    getOnce(path) {
      pace.spend()
      return get(path, settleSignal)
    }
  }
}

export function writeApi(options: ApiOptions): WriteApi {
  const { apiUrl, pace, retries, writeSignal } = options
  return {
    ...readApi(options),
    turn: () => pace.take(retries.signal),
    put: (path, body) =>
      send(
        {
          method: 'PUT',
          url: `${apiUrl}${path}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: writeSignal
        },
        options
      )
  }
}

async function send(
  request: HttpRequest,
  { http, accessToken, retries }: ApiOptions
): Promise<Json | undefined> {
  const authorized = (token: string): Promise<HttpAnswer> => {
    const headers = { ...request.headers, authorization: `Bearer ${token}` }
    return http.send({ ...request, headers })
  }
  const token = await accessToken.current(retries)
  let answer = await authorized(token)
  if (answer.status === 401) {
    const renewed = await accessToken.renew(token, retries)
    if (renewed !== undefined) answer = await authorized(renewed)
  }
  if (answer.status !== 200) throw answerError(request, answer)
  return parseBody(answer.text)
}
