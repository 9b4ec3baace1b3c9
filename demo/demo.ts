import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_IDS
} from '../emulator/index.ts'
import { type ActionRun, runAction } from '../harness/runner.ts'
import { differences } from '../src/json/differences.ts'
import { type JsonObject, parseJson } from '../src/json/json.ts'
import { showValue } from '../src/report/properties.ts'

// Shows the committed bundle at work: an emulated PingOne, and a step run as the runner would.

const emulator = await startEmulator()
try {
  const before = readApplication(emulator)
  title('The application before')
  printApplication(before)

  const inputs = {
    'environment-id': ENVIRONMENT_ID,
    'application-id': APPLICATION_ID,
    'auth-method': 'CLIENT_SECRET_JWT',
    settings: 'description: Signs a JWT with its secret since release 2.4',
    'worker-client-id': WORKER_IDS.basic,
    'worker-client-secret': emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic),
    'api-url': emulator.apiUrl,
    'auth-url': emulator.authUrl
  }
  title('The step')
  console.log('- uses: your-org/update-pingone-app-auth@v0\n  with:')
  for (const [name, value] of Object.entries(inputs)) {
    if (name === 'settings') console.log(`    settings: |\n      ${value}`)
    else if (name !== 'worker-client-secret') console.log(`    ${name}: ${value}`)
    else console.log(`    ${name}: \${{ secrets.PINGONE_CLIENT_SECRET }}`)
  }

  const first = await run('Its log', inputs)
  const after = readApplication(emulator)
  title('Its outputs')
  for (const [name, value] of Object.entries(first.outputs)) console.log(`${name}=${value}`)
  title('Its job summary, in Markdown')
  console.log(first.summary.trimEnd())

  title('The application after')
  printApplication(after)
  const changed = differences(before, after).map(({ path }) => path)
  const kept = Object.keys(before).filter((name) => !changed.some((path) => path === `/${name}`))
  title('What changed, and what did not')
  console.log(`${changed.length} properties differ: ${changed.join(', ')}`)
  console.log("  (updatedAt is PingOne's own note of the write)")
  console.log(`${kept.length} properties are as they were: ${kept.join(', ')}`)

  const second = await run('The same step once more', inputs)
  const writes = emulator.requests.filter(({ method }) => method === 'PUT').length
  title('Requests that PingOne received')
  for (const { method, path, status } of emulator.requests)
    console.log(`${status} ${method} ${path}`)
  console.log(`\n${writes} write in two runs.`)
  if (first.exitCode !== 0 || second.exitCode !== 0 || writes !== 1) process.exitCode = 1
} finally {
  await emulator.close()
}

async function run(heading: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  title(heading)
  const result = await runAction({
    inputs,
    plantedSecrets: [inputs['worker-client-secret'] ?? ''],
    onLine: (line) => console.log(line)
  })
  console.log(`(exit code ${result.exitCode}, ${result.masks} values masked)`)
  return result
}

function readApplication({ application }: Emulator): JsonObject {
  return parseJson(JSON.stringify(application(ENVIRONMENT_ID, APPLICATION_ID))) as JsonObject
}

function printApplication(application: JsonObject): void {
  for (const [name, value] of Object.entries(application)) {
    if (name !== '_links') console.log(`${name}: ${showValue(name, value)}`)
  }
}

function title(text: string): void {
  console.log(`\n=== ${text} ===`)
}
