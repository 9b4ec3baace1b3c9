import { readFileSync } from 'node:fs'
import { at, parseJson } from '../json/json.ts'

/** Why a secret may have arrived empty in this run, and what to do. */
export function missingSecretHint(environment: NodeJS.ProcessEnv): string {
  if (environment.GITHUB_ACTOR === 'dependabot[bot]') {
    return 'This run is for Dependabot, which gets the secrets of Dependabot alone: add it there, or skip this step for Dependabot.'
  }
  if (isForkPullRequest(environment)) {
    return 'This run is for a pull request from a fork, which gets no secrets: skip this step for forks.'
  }
  return 'A secret or variable arrives empty when its name is misspelt, when it belongs to a GitHub environment that the job does not name, when a reusable workflow is not given it, and in runs for forks and for Dependabot.'
}

function isForkPullRequest({ GITHUB_EVENT_PATH }: NodeJS.ProcessEnv): boolean {
  try {
    const event = parseJson(readFileSync(GITHUB_EVENT_PATH ?? '', 'utf8'))
    return at(event, 'pull_request', 'head', 'repo', 'fork') === true
  } catch {
    return false
  }
}
