import { spawn } from 'node:child_process'
import { LineReader } from './lines.ts'

export type ProcessOptions = {
  readonly nodePath: string
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** One line of either stream. */
  readonly onLine: (line: string, control: ProcessControl) => void
}

export type ProcessControl = {
  /** What the runner does when a run is cancelled: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL. */
  readonly cancel: () => void
  readonly signal: (signal: NodeJS.Signals) => void
}

export type ProcessEnd = {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly rawOutput: string
}

const SIGINT_GRACE_MS = 7500
const SIGTERM_GRACE_MS = 2500
const OUTPUT_GRACE_MS = 5000
const LIMIT_MS = 60_000

/** Runs a script with no arguments, a closed standard input, and pipes for both outputs. */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  const child = spawn(options.nodePath, [options.script], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: 'pipe',
    windowsHide: true
  })
  const timers = new Set<NodeJS.Timeout>()
  const after = (milliseconds: number, act: () => void) => {
    timers.add(setTimeout(act, milliseconds))
  }
  const stopTimers = () => {
    for (const timer of timers) clearTimeout(timer)
  }

  let cancelled = false
  const control: ProcessControl = {
    signal: (signal) => {
      child.kill(signal)
    },
    cancel: () => {
      if (cancelled || child.exitCode !== null || child.signalCode !== null) return
      cancelled = true
      child.kill('SIGINT')
      after(SIGINT_GRACE_MS, () => child.kill('SIGTERM'))
      after(SIGINT_GRACE_MS + SIGTERM_GRACE_MS, () => child.kill('SIGKILL'))
    }
  }

  return new Promise((resolve, reject) => {
    let rawOutput = ''
    let failure: unknown
    const giveUp = (error: unknown) => {
      failure ??= error
      child.kill('SIGKILL')
    }
    const readers = [child.stdout, child.stderr].map((stream) => {
      const reader = new LineReader((line) => {
        try {
          options.onLine(line, control)
        } catch (error) {
          giveUp(error)
        }
      })
      stream.on('data', (chunk: Buffer) => {
        rawOutput += reader.push(chunk)
      })
      return reader
    })
    // A script that ends before it reads is no error here.
    child.stdin.on('error', () => {})
    child.stdin.end()

    after(LIMIT_MS, () =>
      giveUp(new Error(`The action had not ended after ${LIMIT_MS / 1000} s and was killed.`))
    )
    child.on('error', (cause) => {
      stopTimers()
      reject(new Error(`Node could not be started: ${cause.message}`, { cause }))
    })
    child.on('exit', () => {
      stopTimers()
      // A process left behind may hold the pipes open; it does not hold up the step for long.
      after(OUTPUT_GRACE_MS, () => {
        child.stdout.destroy()
        child.stderr.destroy()
      })
    })
    child.on('close', (exitCode, signal) => {
      stopTimers()
      for (const reader of readers) rawOutput += reader.end()
      if (failure === undefined) resolve({ exitCode, signal, rawOutput })
      else reject(failure)
    })
  })
}
