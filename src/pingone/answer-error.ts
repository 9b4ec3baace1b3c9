import { ActionError, type ErrorDetail } from '../error.ts'
import { isArray, isObject, type Json, parseJson, stringMember } from '../json/json.ts'
import { describeRequest, type HttpAnswer, type HttpRequest } from './http.ts'

// PingOne's best practices name these as worth another try.
const RETRYABLE_STATUSES = [408, 429, 500, 502, 503, 504]

/** The error for an answer of the management API that is not a success: code, message, details. */
export function answerError(
  request: Pick<HttpRequest, 'method' | 'url'>,
  answer: HttpAnswer
): ActionError {
  const { status, retryAfterMs } = answer
  const body = parseBody(answer.text)
  const fields = isObject(body) ? body : {}
  const code = stringMember(fields, 'code') ?? stringMember(fields, 'error')
  const message = stringMember(fields, 'message') ?? stringMember(fields, 'error_description')
  const details = isArray(fields.details) ? fields.details.flatMap(parseDetail) : []
  const words = [message, ...details.map(describeDetail)].filter((text) => text !== undefined)
  const isRedirect = status >= 300 && status < 400
  return new ActionError(
    [
      `${describeRequest(request)} was answered with ${status}${code === undefined ? '' : ` ${code}`}.`,
      ...words
    ].join(' '),
    {
      code: code ?? `HTTP_${status}`,
      hint: isRedirect
        ? 'A redirect is not followed, as it would carry the credentials elsewhere; check api-url and auth-url.'
        : defaultHint(status),
      status,
      pingOneErrorId: stringMember(fields, 'id'),
      correlationId: answer.correlationId,
      details,
      retryable: RETRYABLE_STATUSES.includes(status),
      retryAfterMs,
      // A success of another kind than promised may have had any effect.
      effect: status < 300 || status === 408 || status >= 500 ? 'unknown' : 'none'
    }
  )
}

function defaultHint(status: number): string {
  if (status === 429) {
    return 'The request limit of the licence is used up; run it again later or lower requests-per-minute.'
  }
  if (status >= 500 || status === 408) return 'Run it again later; PingOne may be disturbed.'
  return 'Correct what the message names and run it again.'
}

/** The JSON of a body, or undefined when it is none. */
export function parseBody(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function parseDetail(value: Json): ErrorDetail[] {
  if (!isObject(value)) return []
  // The documentation spells it in both ways.
  const inner = value.innerError ?? value.innererror
  const allowed = isObject(inner) ? inner.allowedValues : undefined
  return [
    {
      ...optional('code', stringMember(value, 'code')),
      ...optional('target', stringMember(value, 'target')),
      ...optional('message', stringMember(value, 'message')),
      ...optional(
        'allowedValues',
        isArray(allowed) ? allowed.filter((entry) => typeof entry === 'string') : undefined
      )
    }
  ]
}

function describeDetail({ code, target, message, allowedValues }: ErrorDetail): string {
  const subject = target === undefined ? '' : `${target}: `
  const allowed = allowedValues?.length ? ` Allowed: ${allowedValues.join(', ')}.` : ''
  return `${subject}${message ?? code ?? 'no message.'}${allowed}`
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined
): { readonly [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value })
}
