import { setOutput } from '@actions/core'
import type { Result } from '../change-application.ts'
import { stringMember } from '../json/json.ts'
import { cleanText } from './text.ts'

/** Sets the outputs of a run on one application; what is not known stays empty. */
export function setOutputs({ applicationId, before, after, isChanged, fingerprint }: Result): void {
  if (applicationId !== undefined) setOutput('application-id', applicationId)
  if (before !== undefined) {
    setOutput('application-name', cleanText(stringMember(before, 'name') ?? ''))
    setOutput('client-id', cleanText(stringMember(before, 'clientId') ?? ''))
    setOutput('previous-auth-method', authMethod(before))
  }
  if (after !== undefined) setOutput('auth-method', authMethod(after))
  if (fingerprint !== undefined) setOutput('fingerprint', fingerprint)
  if (isChanged !== undefined) setOutput('changed', isChanged)
}

function authMethod(application: Result['before']): string {
  return cleanText(stringMember(application ?? {}, 'tokenEndpointAuthMethod') ?? '')
}
