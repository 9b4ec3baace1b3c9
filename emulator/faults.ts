import { errorForStatus } from './errors.ts'
import { type Answer, type EmulatorRequest, printAnswer, type Reply } from './exchange.ts'
import { type JsonObject, mergePatch, parseJson } from './json.ts'

/** Something that goes wrong with some requests. Plain data, so that a JSON file may hold it. */
export type Fault = {
  readonly method?: string
  /** Source of a regular expression, tested against the path. */
  readonly path?: string
  /** So many matching requests pass first. */
  readonly skip?: number
  /** Default 1; 0 means always. */
  readonly times?: number
  /**
   * The request is held back, and never carried out when the client has gone by then. With
   * `takesEffect` it is carried out at once, and the answer is held back.
   */
  readonly delayMs?: number
  /** Answered instead of what the request would lead to. */
  readonly status?: number
  /** 'json' (default) is PingOne's error of the status; any other text is the body itself. */
  readonly body?: 'json' | 'html' | 'empty' | 'truncated' | (string & {})
  readonly retryAfter?: string
  /** With `status`: the request is carried out all the same. */
  readonly takesEffect?: boolean
  /** The connection is reset before or after the request took effect. */
  readonly reset?: 'before' | 'after'
  /** JSON Merge Patch of the answer, not of what is stored. */
  readonly tamper?: JsonObject
  /** The body of a successful answer. */
  readonly answer?: string
  /** For redirects. */
  readonly location?: string
  /** JSON Merge Patch that somebody else applies to the application after this request. */
  readonly edit?: JsonObject
}

export type Faults = {
  readonly add: (fault: Fault) => void
  readonly clear: () => void
  /** The fault that befalls this request: the first that is due. */
  readonly next: (method: string, path: string) => Fault | undefined
}

export function createFaults(initial: readonly Fault[]): Faults {
  type Pending = { readonly fault: Fault; readonly path: RegExp; seen: number; used: number }
  let pending: Pending[] = []

  const add = (fault: Fault) => {
    pending.push({ fault, path: new RegExp(fault.path ?? ''), seen: 0, used: 0 })
  }
  initial.forEach(add)

  const isDue = ({ fault, seen, used }: Pending) => {
    const { skip = 0, times = 1 } = fault
    return seen > skip && (times === 0 || used < times)
  }

  return {
    add,
    clear: () => {
      pending = []
    },
    next: (method, path) => {
      const matching = pending.filter(
        (one) =>
          (one.fault.method === undefined || one.fault.method.toUpperCase() === method) &&
          one.path.test(path)
      )
      for (const one of matching) one.seen += 1
      const due = matching.find(isDue)
      if (due !== undefined) due.used += 1
      return due?.fault
    }
  }
}

/** Whether a request with this fault reaches PingOne at all. */
export function isCarriedOut({ status, takesEffect, reset }: Fault): boolean {
  if (reset !== undefined) return reset === 'after'
  return status === undefined || takesEffect === true
}

/** What the client gets; `real` is missing when the request was not carried out. */
export function replyWithFault(
  fault: Fault,
  real: Answer | undefined,
  { path, correlationId }: EmulatorRequest
): Reply {
  const status = fault.status ?? real?.status ?? 500
  const isFailure = fault.status !== undefined && status >= 400
  const answer = isFailure ? errorForStatus(status, path, correlationId) : (real ?? { status })
  const tampered =
    fault.tamper === undefined || answer.body === undefined
      ? answer
      : { ...answer, body: mergePatch(answer.body, fault.tamper) }
  const reply = printAnswer({ ...tampered, status }, correlationId)
  const { text, type } = distort(fault, reply)
  return {
    status,
    text,
    headers: {
      ...reply.headers,
      ...(type === undefined ? {} : { 'Content-Type': type }),
      ...(fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter }),
      ...(fault.location === undefined ? {} : { Location: fault.location })
    }
  }
}

function distort({ body = 'json', answer }: Fault, reply: Reply) {
  if (answer !== undefined && reply.status < 300) return { text: answer, type: 'application/json' }
  switch (body) {
    case 'json':
      return { text: reply.text }
    case 'empty':
      return { text: '' }
    case 'truncated':
      return { text: reply.text.slice(0, Math.ceil(reply.text.length / 2)) }
    case 'html': {
      const text = `<html><head><title>${reply.status}</title></head><body></body></html>`
      return { text, type: 'text/html' }
    }
    default:
      return { text: body, type: isJson(body) ? 'application/json' : 'text/plain' }
  }
}

function isJson(text: string): boolean {
  try {
    parseJson(text)
    return true
  } catch {
    return false
  }
}
