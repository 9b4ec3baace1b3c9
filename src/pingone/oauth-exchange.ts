import { maskSecret } from '../secrets.ts'
import { answerError } from './answer-error.ts'
import type { Http } from './http.ts'

/** The part of a request that oauth4webapi hands to its `customFetch`. */
type FormRequest = { readonly headers: Record<string, string>; readonly body?: unknown }

/**
 * Sends what oauth4webapi composed, once, with the credentials in it masked. Answers other than 200
 * are thrown as ActionErrors, so that nobody else has to read their bodies.
 */
export function oauthFetch(
  http: Http,
  signal: AbortSignal
): (url: string, init: FormRequest) => Promise<Response> {
  return async (url, { headers, body }) => {
    const request = { method: 'POST', url, headers, body: String(body), signal } as const
    maskSecret(new URLSearchParams(request.body).get('client_secret') ?? '')
    maskSecret(/(?:^|&)client_secret=([^&]*)/.exec(request.body)?.[1] ?? '')
    const answer = await http.send(request)
    if (answer.status !== 200) throw answerError(request, answer)
    return new Response(answer.text, { headers: { 'content-type': 'application/json' } })
  }
}
