import { summary } from '@actions/core'
import type { Result } from '../change-application.ts'
import type { ActionError } from '../error.ts'
import type { Difference } from '../json/differences.ts'
import { type JsonObject, stringMember } from '../json/json.ts'
import { describeError, logWarning, whereThingsStand } from './log.ts'
import { showValue } from './properties.ts'
import { codeHtml, plainMarkdown } from './text.ts'

const METHOD_PATH = '/tokenEndpointAuthMethod'
const TITLE = '## PingOne token endpoint authentication method\n\n'

/** Writes the job summary of a run on one application. */
export async function writeSummary(result: Result): Promise<void> {
  await write(
    `${TITLE}${verdict(result)}\n\n${table(result)}\n${remarks(result)}${properties(result)}`
  )
}

/** Writes the job summary of a run that ended before it began. */
export async function writeFailureSummary(errors: readonly ActionError[]): Promise<void> {
  const lines = errors.map((error) => `❌ ${plainMarkdown(describeError(error))}\n\n`)
  await write(`${TITLE}${lines.join('')}Nothing was sent to PingOne's management API.\n`)
}

function verdict(result: Result): string {
  switch (result.status) {
    case 'unchanged':
      return '✅ The application already is as asked. Nothing was written.'
    case 'planned':
      return '📝 The application would be changed as listed below. Nothing was written.'
    case 'changed':
      return result.additions.length === 0
        ? '✅ The application was changed, and PingOne shows that nothing else moved.'
        : '⚠️ The application was changed, and PingOne added properties that nobody asked for; they are listed below.'
    default: {
      const sentences = [...result.errors.map(describeError), whereThingsStand(result)]
      return sentences.map((sentence) => `❌ ${plainMarkdown(sentence)}`).join('\n\n')
    }
  }
}

function table({ applicationId, before, after, changes, status }: Result): string {
  const name = before && stringMember(before, 'name')
  const isPlan = status === 'planned' || status === 'drifted'
  const asked = changes.find(({ path }) => path === METHOD_PATH)?.after
  const cells = [
    `${name === undefined ? '' : `${codeHtml(name)}<br>`}${codeHtml(applicationId ?? 'not found')}`,
    authMethod(before),
    isPlan && typeof asked === 'string' ? codeHtml(asked) : authMethod(after),
    status
  ]
  const headings = isPlan
    ? ['Application', 'Method now', 'Method asked for', 'Status']
    : ['Application', 'Method before', 'Method after', 'Status']
  return [
    `| ${headings.join(' | ')} |`,
    '| --- | --- | --- | --- |',
    `| ${cells.join(' | ')} |`,
    ''
  ].join('\n')
}

function authMethod(application: JsonObject | undefined): string {
  return application === undefined
    ? 'unknown'
    : codeHtml(stringMember(application, 'tokenEndpointAuthMethod') ?? '(not set)')
}

/** Warnings, and what the change means for the clients. */
function remarks({ warnings, notes }: Result): string {
  const lines = [
    ...warnings.map((warning) => `- ⚠️ ${plainMarkdown(warning)}\n`),
    ...notes.map((note) => `- ${plainMarkdown(note)}\n`)
  ]
  return lines.length === 0 ? '' : `${lines.join('')}\n`
}

function properties({ changes, additions, toRestore }: Result): string {
  const others = changes.filter(({ path }) => path !== METHOD_PATH)
  return [
    details('Other properties', 'Before', 'After', [...others, ...additions]),
    details('To restore by hand', 'Now', 'To restore', toRestore)
  ].join('')
}

function details(
  title: string,
  before: string,
  after: string,
  rows: readonly Difference[]
): string {
  if (rows.length === 0) return ''
  return [
    `<details><summary>${title}</summary>`,
    '',
    `| Property | ${before} | ${after} |`,
    '| --- | --- | --- |',
    ...rows.map((row) => {
      const values = [row.path, showValue(row.path, row.before), showValue(row.path, row.after)]
      return `| ${values.map((text) => codeHtml(text)).join(' | ')} |`
    }),
    '',
    '</details>',
    '',
    ''
  ].join('\n')
}

/** A summary that cannot be written must not fail a change that worked, nor hide one that failed. */
async function write(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  try {
    await summary.addRaw(markdown).write()
  } catch (error) {
    logWarning(
      `The job summary could not be written (${error instanceof Error ? error.message : String(error)}); the log has all that it would say.`
    )
  }
}
