import type { InputReader } from './reader.ts'

const INPUTS = ['manifest', 'shard']

/** Refuses inputs that action.yml declares and that this version cannot serve, rather than ignore them. */
export function refuseUnavailable(reader: InputReader): void {
  for (const name of INPUTS) {
    if (reader.text(name) !== '') {
      reader.refuse(`${name} is not available yet in this version.`, 'Remove it from the step.')
    }
  }
  if (reader.flag('comment', false)) {
    reader.refuse('comment: true is not available yet in this version.', 'Remove it from the step.')
  }
}
