const LONGEST_TEXT = 1000

// Control and format characters and line separators: they end a log line, hide in it, or turn the
// direction of what follows. U+200D stays, which joins emoji.
const INVISIBLE = /((?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu

/**
 * A text from outside, made fit for one line of the log: nothing in it ends the line, begins a command
 * of the runner (`::name::`, and `##[name]` anywhere) or hides, and it is not longer than `longest`.
 */
export function cleanText(text: string, longest = LONGEST_TEXT): string {
  const line = text
    .toWellFormed()
    .replace(INVISIBLE, ' ')
    .replaceAll('##[', '# #[')
    .replace(/^\s*::/, ': :')
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line
}

/**
 * A text from outside as HTML code within Markdown. Every character that means something to Markdown,
 * HTML, GitHub's mentions or its automatic links becomes a character reference.
 */
export function codeHtml(text: string, longest = LONGEST_TEXT): string {
  const encoded = cleanText(text, longest).replace(
    /[^\p{L}\p{N} ,/-]/gu,
    (character) => `&#${character.codePointAt(0)};`
  )
  return `<code>${encoded}</code>`
}

/**
 * A sentence of ours with words from outside in it, as Markdown text that has no effect. A full stop
 * within a word is encoded as well, or GitHub would make a link of www.example.com.
 */
export function plainMarkdown(text: string): string {
  return cleanText(text).replace(
    /[^\p{L}\p{N} .,;'()/-]|\.(?=\S)/gu,
    (character) => `&#${character.codePointAt(0)};`
  )
}
