import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type RecordedRequest,
  WORKER_IDS
} from '../../emulator/index.ts'
import { assertNoLeak } from '../../harness/leaks.ts'
import { type ActionRun, type RunOptions, runAction } from '../../harness/runner.ts'

/** Options of a run; an input that is undefined is left out of the step. */
export type StepOptions = Omit<RunOptions, 'inputs'> & {
  readonly inputs?: Readonly<Record<string, string | undefined>>
}

/**
 * Runs the committed bundle in a step that moves the emulator's application to CLIENT_SECRET_POST,
 * unless the options say otherwise, and searches what it left for every credential that was used.
 */
export async function runStep(emulator: Emulator, options: StepOptions = {}): Promise<ActionRun> {
  const workerSecret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic)
  const inputs = {
    'environment-id': ENVIRONMENT_ID,
    'application-id': APPLICATION_ID,
    'auth-method': 'CLIENT_SECRET_POST',
    'worker-client-id': WORKER_IDS.basic,
    'worker-client-secret': workerSecret,
    'api-url': emulator.apiUrl,
    'auth-url': emulator.authUrl,
    ...options.inputs
  }
  const earlier = emulator.requests.length
  const run = await runAction({
    ...options,
    inputs: Object.fromEntries(
      Object.entries(inputs).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]]
      )
    ),
    plantedSecrets: [
      workerSecret,
      emulator.secret(ENVIRONMENT_ID, APPLICATION_ID),
      ...(options.plantedSecrets ?? [])
    ]
  })
  const credentials = emulator.requests.slice(earlier).flatMap(credentialsOf)
  assertNoLeak(
    [
      { name: 'the log', text: run.log },
      { name: 'the annotations', text: JSON.stringify(run.annotations) },
      { name: 'the job summary', text: run.summary },
      { name: 'the outputs', text: JSON.stringify(run.outputs) }
    ],
    credentials
  )
  for (const credential of credentials) assertMasked(run, credential)
  return run
}

/** Throws when the run has not registered the secret as a mask; that nothing prints it is not enough. */
export function assertMasked(run: ActionRun, secret: string): void {
  const escaped = secret.replaceAll('%', '%25')
  if (run.rawOutput.split(/\r?\n/).includes(`::add-mask::${escaped}`)) return
  throw new Error('A credential that a request carries is not masked.')
}

/** Runs a step, and cancels it as soon as the emulator has received a write. */
export async function runCancelledAtWrite(emulator: Emulator): Promise<ActionRun> {
  let watch: NodeJS.Timeout | undefined
  try {
    return await runStep(emulator, {
      onLine: (_line, { cancel }) => {
        watch ??= setInterval(() => {
          if (writes(emulator).length > 0) cancel()
        }, 10)
      }
    })
  } finally {
    clearInterval(watch)
  }
}

/** The methods and paths of the requests, without the parts that are the same in all tests. */
export function requestLines(emulator: Emulator): string[] {
  return emulator.requests.map(({ method, path, status }) => {
    const short = path
      .replace(`/v1/environments/${ENVIRONMENT_ID}`, '')
      .replace(`/${ENVIRONMENT_ID}/as`, '')
      .replace(APPLICATION_ID, '{application}')
    return `${method} ${short} ${status ?? 'reset'}`
  })
}

export function writes(emulator: Emulator): readonly RecordedRequest[] {
  return emulator.requests.filter(({ method }) => method === 'PUT')
}

/** The messages of the run's error annotations. */
export function errorsOf(run: ActionRun): string[] {
  return run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
}

/** The messages of the run's warning annotations. */
export function warningsOf(run: ActionRun): string[] {
  return run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
}

function credentialsOf({ headers, body }: RecordedRequest): string[] {
  const form = new URLSearchParams(body)
  return [
    headers.authorization?.replace(/^\w+ /, ''),
    form.get('client_assertion'),
    form.get('client_secret'),
    // As it stands in the form, which may be another text.
    /(?:^|&)client_secret=([^&]*)/.exec(body)?.[1]
  ].filter((credential) => typeof credential === 'string')
}
