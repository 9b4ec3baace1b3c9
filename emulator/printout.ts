import type { Emulator } from './emulator.ts'
import { member, stringOf } from './json.ts'
import type { ApplicationSeed, EnvironmentSeed } from './store.ts'

export const HELP = `Usage: node emulator/main.ts [--port N] [--https] [--applications FILE]

An in-memory PingOne on loopback, to try the action against.

  --port N             listen on this port (default: a free one)
  --https              serve https, with a certificate of a new CA
  --applications FILE  JSON: an array of applications in the shape of a GET answer,
                       or an object {environments, faults, applications}
  --help               show this text
`

const MAX_APPLICATIONS = 10

/** How to reach an emulator that has started, and what is in it. */
export function describeEmulator(
  emulator: Emulator,
  environments: readonly EnvironmentSeed[],
  workerPrivateKey: string | undefined,
  caFile: string | undefined
): string {
  const lines = [
    `PingOne emulator: ${emulator.url}`,
    ...(caFile === undefined ? [] : [`CA certificate:   ${caFile} (for NODE_EXTRA_CA_CERTS)`]),
    '',
    ...describeInputs(emulator, environments),
    ...environments.flatMap((environment) => describeEnvironment(emulator, environment)),
    ...(workerPrivateKey === undefined
      ? []
      : ['Private key of the worker with PRIVATE_KEY_JWT:', workerPrivateKey.trimEnd(), '']),
    'All keys and secrets are made up and end with this process. Stop it with Ctrl+C.'
  ]
  return `${lines.join('\n')}\n`
}

function describeInputs(emulator: Emulator, environments: readonly EnvironmentSeed[]) {
  const [home] = environments
  const target = home?.applications.find((application) => !isWorker(application))
  const worker = home?.applications.find(
    ({ document }) =>
      isWorker({ document }) &&
      member(document, 'tokenEndpointAuthMethod') === 'CLIENT_SECRET_BASIC'
  )
  const workerId = worker === undefined ? undefined : idOf(worker)
  const inputs = [
    ['api-url', emulator.apiUrl],
    ['auth-url', emulator.authUrl],
    ['environment-id', home?.id],
    ['application-id', target === undefined ? undefined : idOf(target)],
    ['worker-client-id', workerId],
    [
      'worker-client-secret',
      home === undefined || workerId === undefined ? undefined : emulator.secret(home.id, workerId)
    ]
  ]
  return [
    'Inputs for the action:',
    ...inputs.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${value}`])),
    ''
  ]
}

function describeEnvironment(emulator: Emulator, { id, applications }: EnvironmentSeed) {
  const shown = applications.slice(0, MAX_APPLICATIONS)
  const workers = applications.filter(isWorker)
  const more = applications.length - shown.length
  return [
    `Environment ${id}`,
    ...[...new Set([...shown, ...workers])].map((application) =>
      describeApplication(emulator, id, application)
    ),
    ...(more > 0 ? [`  ${applications.length} applications in all`] : []),
    ''
  ]
}

function describeApplication(
  emulator: Emulator,
  environmentId: string,
  application: ApplicationSeed
): string {
  const id = idOf(application)
  const text = (name: string) => stringOf(member(application.document, name)) ?? ''
  const line = [id ?? '(new id)', text('type'), text('tokenEndpointAuthMethod'), text('name')]
  const secret =
    isWorker(application) && id !== undefined
      ? [`secret ${emulator.secret(environmentId, id)}`]
      : []
  return `  ${[...line, ...secret].filter((part) => part !== '').join('  ')}`
}

function isWorker({ document }: ApplicationSeed): boolean {
  return member(document, 'type') === 'WORKER'
}

function idOf({ document }: ApplicationSeed): string | undefined {
  return stringOf(member(document, 'id'))
}
