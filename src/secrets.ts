import { setSecret } from '@actions/core'

/** Shorter texts are no secrets, and masking them would shred the log. */
export const SHORTEST_SECRET = 8

const masked = new Set<string>()

/**
 * Masks a secret in the log of the job, as a whole and line by line: the runner does the latter, too,
 * but for lines of any length, so that the braces of a key in pretty JSON would vanish from the log.
 */
export function maskSecret(secret: string): void {
  for (const line of secret.split(/[\r\n]+/)) {
    const text = line.trim()
    if (text.length < SHORTEST_SECRET || masked.has(text)) continue
    masked.add(text)
    setSecret(text)
  }
}
