import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { NameAndValue } from './file-commands.ts'
import { splitLines } from './lines.ts'
import { COMMAND_NAMES, type LogCommand, parseLogCommand } from './log-commands.ts'
import type { SecretMasker } from './masks.ts'

export type AnnotationLevel = 'error' | 'warning' | 'notice'

export type Annotation = {
  readonly level: AnnotationLevel
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
}

export type StepLogOptions = {
  readonly masker: SecretMasker
  readonly workspace: string
  readonly debug: boolean
  readonly onLine: (line: string) => void
}

const MAX_ANNOTATIONS_OF_A_LEVEL = 10
const MAX_ANNOTATION_CHARACTERS = 4096

const LABELS: Readonly<Record<AnnotationLevel, string>> = {
  error: 'Error: ',
  warning: 'Warning: ',
  notice: 'Notice: '
}

/** One step's log: takes the lines a process writes, carries out the commands among them. */
export class StepLog {
  readonly lines: string[] = []
  readonly annotations: Annotation[] = []
  readonly outputs = new Map<string, string>()
  readonly state = new Map<string, string>()
  readonly runnerWarnings: string[] = []
  /** How many add-mask commands arrived. */
  masks = 0
  /** A command that cannot be carried out fails the step, whatever the exit code. */
  failed = false

  readonly #options: StepLogOptions
  readonly #names = new Set(COMMAND_NAMES)
  #resumeToken: string | undefined
  #echo = false

  constructor(options: StepLogOptions) {
    this.#options = options
  }

  /** One line of standard output or standard error, as it arrived. */
  take(line: string): void {
    const command = parseLogCommand(line, this.#names)
    if (command === undefined || !this.#carryOut(command, line)) this.#write('', line)
  }

  debug(message: string): void {
    if (!this.#options.debug) return
    for (const line of message.split(/\r?\n/)) this.#write('##[debug]', line)
  }

  /** A warning of the runner's own. */
  warn(message: string): void {
    this.runnerWarnings.push(this.#options.masker.mask(message))
    this.#annotate({ level: 'warning', message })
  }

  /** An error of the runner's own. */
  error(message: string): void {
    this.#annotate({ level: 'error', message })
  }

  fail(...messages: readonly string[]): void {
    for (const message of messages) this.error(message)
    this.failed = true
  }

  setOutput({ name, value }: NameAndValue): void {
    setIgnoringCase(this.outputs, name, value)
    this.debug(`Set output ${name} = ${value}`)
  }

  saveState({ name, value }: NameAndValue): void {
    setIgnoringCase(this.state, name, value)
    this.debug(`Save intra-action state ${name} = ${value}`)
  }

  /** False when the line is to be shown as text. */
  #carryOut(command: LogCommand, line: string): boolean {
    const name = command.name.toLowerCase()
    if (this.#resumeToken !== undefined) {
      // Between stop-commands and its token every command is text, add-mask included.
      if (name !== this.#resumeToken) return false
      this.#write('', line)
      this.#names.delete(this.#resumeToken)
      this.#resumeToken = undefined
      return true
    }
    if (this.#echo && !UNECHOED.has(name)) this.#write('', line)
    try {
      this.#execute(name, command, line)
    } catch (error) {
      const shown = UNECHOED.has(name) ? name : line
      const reason = error instanceof Error ? error.message : String(error)
      this.fail(`Unable to process command '${shown}' successfully.`, reason)
    }
    return true
  }

  #execute(name: string, command: LogCommand, line: string): void {
    switch (name) {
      case 'add-mask':
        this.#addMask(command.data)
        break
      case 'stop-commands':
        this.#stopCommands(command.data, line)
        break
      case 'error':
      case 'warning':
      case 'notice':
        this.#annotate(this.#annotationFrom(name, command))
        break
      case 'debug':
        this.debug(command.data)
        break
      case 'group':
        this.#write('', `▼ ${command.data}`)
        break
      case 'echo':
        this.#echo = parseSwitch(command.data)
        break
      case 'set-output':
        this.setOutput({ name: requireName(command), value: command.data })
        break
      case 'save-state':
        this.saveState({ name: requireName(command), value: command.data })
        break
      case 'set-env':
      case 'add-path':
        // Text in a log could take over later steps this way.
        throw new Error(`The \`${name}\` command is disabled. Environment files take its place.`)
      // The end of a group shows nothing, and problem matchers are not imitated.
    }
  }

  #addMask(value: string): void {
    this.masks += 1
    if (value.trim() === '') {
      this.warn("Can't add secret mask for empty string in ##[add-mask] command.")
      return
    }
    if (this.#echo) this.#write('', '::add-mask::***')
    this.#options.masker.addWithLines(value)
  }

  #stopCommands(token: string, line: string): void {
    const name = token.toLowerCase()
    if (token === '' || name === 'pause-logging' || this.#names.has(name)) {
      throw new Error('The token of stop-commands must not be empty or the name of a command.')
    }
    this.#resumeToken = name
    this.#names.add(name)
    if (token.length > 6) this.#options.masker.add(token)
    this.#write('', line)
  }

  #annotationFrom(level: AnnotationLevel, command: LogCommand): Annotation {
    const title = command.properties.get('title')
    const file = this.#fileInWorkspace(command.properties.get('file'))
    const line = command.properties.get('line') ?? command.properties.get('endline')
    return {
      level,
      message: command.data,
      ...(title === undefined ? {} : { title }),
      ...(file === undefined ? {} : { file }),
      ...(line !== undefined && /^\s*[+-]?\d+\s*$/.test(line) ? { line: Number(line) } : {})
    }
  }

  /** The path as an annotation has it; files elsewhere cannot be annotated. */
  #fileInWorkspace(file: string | undefined): string | undefined {
    if (file === undefined) return undefined
    const path = relative(this.#options.workspace, resolve(this.#options.workspace, file))
    if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
      return undefined
    }
    return path.replaceAll(sep, '/')
  }

  #annotate(annotation: Annotation): void {
    const { level } = annotation
    // Masks reach the message alone: a title or a file name is sent as it is.
    const message = this.#options.masker
      .mask(annotation.message)
      .slice(0, MAX_ANNOTATION_CHARACTERS)
    const sent = this.annotations.filter((other) => other.level === level).length
    if (sent < MAX_ANNOTATIONS_OF_A_LEVEL) this.annotations.push({ ...annotation, message })
    if (message !== '') this.#write(LABELS[level], message)
  }

  #write(label: string, text: string): void {
    const masked = this.#options.masker.mask(`${label}${text}`)
    const lines = masked === '' ? [''] : splitLines(masked)
    for (const line of lines) {
      this.lines.push(line)
      this.#options.onLine(line)
    }
  }
}

// Commands that `echo on` does not show, and whose line an error does not repeat.
const UNECHOED: ReadonlySet<string> = new Set([
  'add-mask',
  'debug',
  'error',
  'warning',
  'notice',
  'stop-commands'
])

function parseSwitch(text: string): boolean {
  const value = text.trim().toLowerCase()
  if (value !== 'on' && value !== 'off') throw new Error("echo takes 'on' or 'off'.")
  return value === 'on'
}

function requireName(command: LogCommand): string {
  const name = command.properties.get('name')
  if (name === undefined) throw new Error(`The ${command.name} command needs a name.`)
  return name
}

/** Outputs and states that differ only in case are one; it keeps the name it had first. */
function setIgnoringCase(map: Map<string, string>, name: string, value: string): void {
  const known = [...map.keys()].find((key) => key.toLowerCase() === name.toLowerCase())
  map.set(known ?? name, value)
}
