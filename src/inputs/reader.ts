import { getInput } from '@actions/core'
import { ActionError, inputError } from '../error.ts'
import { isUuid } from '../pingone/application.ts'
import { maskSecret, SHORTEST_SECRET } from '../secrets.ts'
import type { ClientAuthentication } from './worker.ts'

/** A value, and the input or environment variable that it comes from. */
type Given = { readonly value: string; readonly source: string }

/**
 * Reads single inputs and collects what is wrong with them, so that a user learns of all mistakes at
 * once. A method that finds a mistake returns a stand-in, which must not be used.
 */
export class InputReader {
  readonly mistakes: ActionError[] = []
  /** Sentences about what is not wrong but may be a mistake. */
  readonly warnings: string[] = []

  /** Notes a mistake: a sentence that names the input, and one that says what to do. */
  refuse(message: string, hint: string): void {
    this.mistakes.push(inputError(message, hint))
  }

  /** What `read` returns, or undefined when it throws an ActionError, which is noted as a mistake. */
  async collect<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      this.mistakes.push(error)
      return undefined
    }
  }

  /** The client authentication by a private key; undefined when the key is refused. */
  signingKey(text: string, name: string): Promise<ClientAuthentication | undefined> {
    return this.collect(async () => {
      const { importPrivateKey } = await import('../keys/private-key.ts')
      return { method: 'PRIVATE_KEY_JWT', key: await importPrivateKey(text, name) }
    })
  }

  /** The input without white space around it; '' when it is not given, as the runner has it. */
  text(name: string): string {
    return getInput(name)
  }

  /** A credential, masked in the log from here on; '' when it is not given. */
  secret(name: string, variable?: string): Given {
    maskSecret(getInput(name))
    if (variable !== undefined) maskSecret(fromEnvironment(variable))
    const given = this.#given(name, variable)
    if (given.value !== '' && given.value.length < SHORTEST_SECRET) {
      this.refuse(
        `${given.source} holds ${given.value.length} characters, too few for a credential.`,
        'Check the secret that it is filled from.'
      )
    }
    return given
  }

  /** A UUID in lower case, as PingOne writes them; '' when it is not given. */
  uuid(name: string, variable?: string): string {
    const { value, source } = this.#given(name, variable)
    if (value !== '' && !isUuid(value)) {
      this.refuse(
        `${source} must be a UUID like abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6.`,
        'Copy the ID from the PingOne console.'
      )
    }
    return value.toLowerCase()
  }

  requiredUuid(name: string): string {
    const value = this.uuid(name)
    if (value === '') this.required(name)
    return value
  }

  required(name: string): void {
    this.refuse(
      `${name} is required and is empty.`,
      'Set it in the step; if it comes from a variable, check that the variable exists where the job runs.'
    )
  }

  /** One of the values, whatever its case; `fallback` when the input is not given. */
  choice<const Value extends string>(
    name: string,
    values: readonly Value[],
    fallback: NoInfer<Value>,
    variable?: string
  ): Value {
    const { value: text, source } = this.#given(name, variable)
    if (text === '') return fallback
    const found = values.find((value) => value.toUpperCase() === text.toUpperCase())
    if (found === undefined) {
      this.refuse(
        `${source} must be one of ${values.join(', ')}, not "${text}".`,
        'Correct the value.'
      )
    }
    return found ?? fallback
  }

  /** A boolean of YAML 1.2's core schema. */
  flag(name: string, fallback: boolean): boolean {
    const text = this.text(name)
    if (text === '') return fallback
    if (['true', 'True', 'TRUE'].includes(text)) return true
    if (!['false', 'False', 'FALSE'].includes(text)) {
      this.refuse(`${name} must be true or false, not "${text}".`, 'Correct the value.')
    }
    return false
  }

  /** A whole number in decimal digits. */
  wholeNumber(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name)
    if (text === '') return fallback
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) {
      this.refuse(
        `${name} must be a whole number from ${least} to ${most}, not "${text}".`,
        'Correct the value.'
      )
    }
    return value
  }

  /** An input wins over the environment. */
  #given(name: string, variable: string | undefined): Given {
    const input = this.text(name)
    if (input !== '' || variable === undefined) return { value: input, source: name }
    const value = fromEnvironment(variable)
    return { value, source: value === '' ? name : variable }
  }
}

/** An environment variable without white space around it; '' when it is not set. */
export function fromEnvironment(variable: string): string {
  return process.env[variable]?.trim() ?? ''
}
